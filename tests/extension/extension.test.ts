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
    const page = await browser.newPage(playground.socketsPage);
    const seen = await page.evaluate((url) => {
      const source = (value: unknown) => Function.prototype.toString.call(value).replace(/\s+/g, ' ');
      const thrown = (act: () => unknown) => {
        try {
          act();
          return 'nothing';
        } catch (error) {
          return (error as Error).name;
        }
      };
      class Derived extends WebSocket {}
      const socket = new Derived(`${url}/echo`);
      const descriptor = Object.getOwnPropertyDescriptor(window, 'WebSocket')!;
      const result = {
        name: WebSocket.name,
        length: WebSocket.length,
        source: source(WebSocket),
        text: `${WebSocket}`.includes('[native code]'),
        send: [
          source(WebSocket.prototype.send),
          WebSocket.prototype.send.name,
          WebSocket.prototype.send.length,
        ],
        ownConstructor: WebSocket.prototype.constructor === WebSocket,
        instance: socket instanceof Derived && socket instanceof WebSocket && socket.constructor === Derived,
        ownKeys: Reflect.ownKeys(socket).length,
        flags: [descriptor.writable, descriptor.enumerable, descriptor.configurable],
        withoutNew: thrown(() => (WebSocket as unknown as () => void)()),
        withoutUrl: thrown(() => new (WebSocket as unknown as new () => WebSocket)()),
        badUrl: thrown(() => new WebSocket('ws://[')),
        twice: thrown(() => new WebSocket(`${url}/echo`, ['a', 'a'])),
        early: thrown(() => socket.send('too early')),
      };
      socket.close();
      return result;
    }, playground.sockets);
    expect(seen).toMatchObject({
      name: 'WebSocket',
      length: 1,
      source: 'function WebSocket() { [native code] }',
      text: true,
      send: ['function send() { [native code] }', 'send', 1],
      ownConstructor: true,
      instance: true,
      ownKeys: 0,
      flags: [true, false, true],
      withoutNew: 'TypeError',
      withoutUrl: 'TypeError',
      badUrl: 'SyntaxError',
      twice: 'SyntaxError',
      early: 'InvalidStateError',
    });
  });
});
