import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/index.ts';
import { BROWSERS, type Browser, launchBrowser } from './drivers/index.ts';

describe.each(BROWSERS)('a page in %s with the extension', (kind) => {
  let browser: Browser;
  let playground: Playground;

  beforeAll(async () => {
    playground = await startPlayground();
    browser = await launchBrowser(kind);
  });

  afterAll(async () => {
    await browser?.close();
    await playground?.close();
  });

  test('has a WebSocket that works', async () => {
    const page = await browser.newPage(playground.socketsPage);
    await page.click('#echo');
    await page.waitFor('body[data-received="2"]');
    expect(await page.evaluate(() => document.body.dataset.opened)).toBe('1');
  });

  test('cannot tell its WebSocket from the browser’s own', async () => {
    const page = await browser.newPage(new URL('probe', playground.app).href);
    await page.waitFor('body[data-answers]');
    const answers = JSON.parse(await page.evaluate(() => document.body.dataset.answers!));
    expect(answers).toEqual({
      name: 'WebSocket',
      length: 1,
      source: 'function WebSocket() { [native code] }',
      // Another realm knows nothing of the mask; the browser's own word for a proxy is still native.
      sourceInFrame: expect.stringMatching(/^function (WebSocket)?\(\) { \[native code\] }$/),
      asText: 'function WebSocket() { [native code] }',
      send: ['function send() { [native code] }', 'send', 1],
      close: ['function close() { [native code] }', 'close', 0],
      itsOwnConstructor: true,
      derived: true,
      ownKeys: [],
      statics: ['CLOSED', 'CLOSING', 'CONNECTING', 'OPEN', 'length', 'name', 'prototype'],
      flags: { writable: true, enumerable: false, configurable: true },
      withoutNew: 'TypeError',
      withoutUrl: 'TypeError',
      badUrl: 'SyntaxError',
      sameProtocolTwice: 'SyntaxError',
      sentTooEarly: 'InvalidStateError',
      wrongCloseCode: 'InvalidAccessError',
    });
  });
});
