import { ended, type Items, type Kit, once, open } from '../support/kit.ts';

declare global {
  /** By a preference in Firefox; Chromium has `gc` by `--js-flags=--expose-gc`. */
  var TestUtils: undefined | { gc(): Promise<void> };
}

async function collect(): Promise<void> {
  // What a WeakRef has given away lives until the turn is over.
  await new Promise((resolve) => setTimeout(resolve));
  globalThis.gc?.();
  await globalThis.TestUtils?.gc();
}

/** Whether all of them are collected within some rounds. */
async function gone(refs: WeakRef<object>[], rounds = 40): Promise<number> {
  let left = refs.length;
  for (let round = 0; round < rounds && left > 0; round++) {
    await collect();
    left = refs.filter((ref) => ref.deref()).length;
  }
  return left;
}

/** Makes some in a function of its own, so that no local keeps them. */
async function dropped(make: () => Promise<object>, count = 4): Promise<WeakRef<object>[]> {
  const refs: WeakRef<object>[] = [];
  for (let i = 0; i < count; i++) refs.push(new WeakRef(await make()));
  return refs;
}

async function closed(kit: Kit, act?: (socket: WebSocket) => void): Promise<WebSocket> {
  const socket = await open(kit);
  act?.(socket);
  await ended(socket);
  return socket;
}

export const memory: Items = {
  'the test can collect': async () => [
    typeof globalThis.gc === 'function' || typeof globalThis.TestUtils === 'object',
    await gone(await dropped(async () => ({}))),
  ],
  'a closed socket that the page dropped is collected': async (kit) => gone(await dropped(() => closed(kit))),
  'a closed socket with listeners is collected': async (kit) =>
    gone(
      await dropped(() =>
        closed(kit, (socket) => {
          socket.onmessage = () => socket;
          socket.addEventListener('close', () => socket);
        }),
      ),
    ),
  'a closed socket that sent and received is collected': async (kit) =>
    gone(
      await dropped(async () => {
        const socket = await open(kit);
        const heard = once(socket, 'message');
        socket.send(new Blob(['x']));
        await heard;
        await ended(socket);
        return socket;
      }),
    ),
  'an open socket without listeners that the page dropped is collected': async (kit) =>
    gone(
      await dropped(async () => {
        const socket = new WebSocket(`${kit.sockets}/echo`);
        let resolve = () => {};
        const opened = new Promise<void>((done) => (resolve = done));
        socket.onopen = () => resolve();
        await opened;
        socket.onopen = null;
        return socket;
      }),
    ),
  'an open socket with a message listener is kept': async (kit) =>
    gone(
      await dropped(async () => {
        const socket = await open(kit);
        socket.onmessage = () => {};
        return socket;
      }),
      6,
    ),
  'a socket that fails is collected': async (kit) =>
    gone(
      await dropped(async () => {
        const socket = new WebSocket(`${kit.sockets}/status/500`);
        await once(socket, 'close');
        return socket;
      }),
    ),
  'a message event and its data are collected': async (kit) => {
    const socket = await open(kit);
    socket.binaryType = 'arraybuffer';
    const refs: WeakRef<object>[] = [];
    for (let i = 0; i < 3; i++) {
      const heard = once<MessageEvent>(socket, 'message');
      socket.send(new ArrayBuffer(1024));
      await heard.then((event) => refs.push(new WeakRef(event), new WeakRef(event.data)));
    }
    const left = await gone(refs);
    await ended(socket);
    return left;
  },
  'what was sent is collected': async (kit) => {
    const socket = await open(kit);
    const refs = await dropped(async () => {
      const sent = new ArrayBuffer(64);
      socket.send(sent);
      return sent;
    });
    const left = await gone(refs);
    await ended(socket);
    return left;
  },
};
