import { expect, test } from 'vitest';
import { INTERNAL_NAME, SHORT_NAMES } from '../../../scripts/hook-names.ts';

/** What the hook takes natives from, as far as Node has it. */
const PLATFORM = [
  ...[Reflect, Object, Math, Array, ArrayBuffer, Symbol, Error, Function.prototype, Promise.prototype],
  ...[String.prototype, DataView.prototype, Object.getPrototypeOf(Uint8Array.prototype), WeakMap.prototype],
  ...[Performance.prototype, MessagePort.prototype, MessageChannel.prototype, EventTarget.prototype],
  ...[Event.prototype, MessageEvent.prototype, CustomEvent.prototype, CloseEvent.prototype, Blob.prototype],
  ...[DOMException.prototype, WebSocket, WebSocket.prototype],
];

/** They have a meaning of their own in the hook, which never asks a string or an event for them. */
const HOMONYMS = ['replace', 'source'];

test('no name that the build makes short is one of the platform’s', () => {
  const natives = PLATFORM.flatMap((owner) => Reflect.ownKeys(owner as object)).filter(
    (key): key is string => typeof key === 'string' && !HOMONYMS.includes(key),
  );
  expect(natives.length).toBeGreaterThan(200);
  expect(natives.filter((name) => INTERNAL_NAME.test(name))).toEqual([]);
});

test('no two names have one short name', () => {
  const short = Object.values(SHORT_NAMES);
  expect(new Set(short).size).toBe(short.length);
});
