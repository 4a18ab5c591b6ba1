import { ended, type Items, type Kit, once, open, outcomeOf, show } from '../support/kit.ts';

async function received({ sockets }: Kit, binaryType: BinaryType, sent: (string | Blob | ArrayBuffer)[]) {
  const socket = await open({ sockets });
  socket.binaryType = binaryType;
  const all = new Promise<unknown[]>((resolve) => {
    const list: unknown[] = [];
    socket.onmessage = ({ data }) => {
      list.push(data);
      if (list.length === sent.length) resolve(list);
    };
  });
  for (const data of sent) socket.send(data);
  const list = await all;
  await ended(socket);
  return Promise.all(
    list.map(async (data) => {
      if (data instanceof Blob) return ['Blob', data.size, data.type, await data.text()];
      if (data instanceof ArrayBuffer)
        return ['ArrayBuffer', data.byteLength, data.resizable, [...new Uint8Array(data)]];
      return data;
    }),
  );
}

const bytes = (...values: number[]) => new Uint8Array(values).buffer;

export const data: Items = {
  'binary as Blob': (kit) => received(kit, 'blob', [bytes(104, 105), bytes()]),
  'binary as ArrayBuffer': (kit) => received(kit, 'arraybuffer', [bytes(0, 255), bytes()]),
  'text, binary and Blobs keep their order': (kit) =>
    received(kit, 'arraybuffer', ['one', new Blob(['two']), bytes(51), new Blob([]), 'five', '']),
  'an ArrayBuffer received is the page’s own to change and to transfer': async (kit) => {
    const socket = await open(kit);
    socket.binaryType = 'arraybuffer';
    const heard = once<MessageEvent<ArrayBuffer>>(socket, 'message');
    socket.send(bytes(1, 2, 3));
    const event = await heard;
    const { data: first } = event;
    const same = event.data === first;
    new Uint8Array(event.data)[0] = 9;
    const moved = structuredClone(event.data, { transfer: [event.data] });
    await ended(socket);
    return [same, event.data.byteLength, [...new Uint8Array(moved)]];
  },
  'a buffer changed right after send goes out as it was': async (kit) => {
    const socket = await open(kit);
    socket.binaryType = 'arraybuffer';
    const heard = once<MessageEvent<ArrayBuffer>>(socket, 'message');
    const sent = new Uint8Array([1, 2, 3]);
    socket.send(sent);
    sent[0] = 9;
    const event = await heard;
    await ended(socket);
    return [...new Uint8Array(event.data)];
  },
  'a buffer that is sent is not detached': async (kit) => {
    const socket = await open(kit);
    const sent = new Uint8Array([1, 2, 3]);
    socket.send(sent);
    socket.send(sent.buffer);
    await ended(socket);
    return [sent.byteLength, sent.buffer.byteLength, [...sent]];
  },
  'a resizable buffer and its views': async (kit) => {
    const socket = await open(kit);
    const buffer = new ArrayBuffer(4, { maxByteLength: 8 });
    const outcome = [
      outcomeOf(() => socket.send(buffer)),
      outcomeOf(() => socket.send(new Uint8Array(buffer))),
    ];
    const tracking = new Uint8Array(buffer);
    buffer.resize(2);
    outcome.push(
      outcomeOf(() => socket.send(tracking)),
      socket.bufferedAmount,
    );
    await ended(socket);
    return outcome;
  },
  'binaryType: default, values, and what it refuses': async (kit) => {
    const socket = await open(kit);
    const read = ['arraybuffer', 'blob', 'Blob', '', 'text', null, undefined, 1, {}].map((value) => [
      outcomeOf(() => (socket.binaryType = value as never)),
      socket.binaryType,
    ]);
    await ended(socket);
    return read;
  },
  'binaryType of a symbol': async (kit) => {
    const socket = await open(kit);
    const outcome = outcomeOf(() => (socket.binaryType = Symbol('s') as never));
    await ended(socket);
    return outcome;
  },
  'binaryType of a fresh socket': ({ sockets }) => {
    const socket = new WebSocket(sockets);
    socket.close();
    return socket.binaryType;
  },
  'protocol and extensions after open': async (kit) => {
    const socket = await open(kit, '/echo', ['x', 'chat.v2']);
    const seen = [socket.protocol, socket.extensions, socket.url === `${kit.sockets}/echo`];
    await ended(socket);
    return [seen, socket.protocol, socket.extensions];
  },
  'lone surrogates come back as replacement characters': (kit) =>
    received(kit, 'blob', ['\ud800', 'a\udfffz', '😀']),
  'a text of a megabyte': async (kit) => {
    const socket = await open(kit);
    const text = 'é0123456'.repeat(1 << 17);
    const heard = once<MessageEvent<string>>(socket, 'message');
    socket.send(text);
    const amount = socket.bufferedAmount;
    const same = (await heard).data === text;
    await ended(socket);
    return [same, amount];
  },
  'a burst keeps order': async (kit) => {
    const socket = new WebSocket(`${kit.sockets}/burst?frames=700`);
    const numbers: number[] = [];
    await new Promise<void>((resolve) => {
      socket.onmessage = ({ data: text }) => {
        if (numbers.push(JSON.parse(text).number) === 700) resolve();
      };
    });
    await ended(socket);
    return [numbers.length, numbers.every((number, index) => number === index + 1)];
  },
  'own keys and JSON of an open socket': async (kit) => {
    const socket = await open(kit);
    const seen = [Reflect.ownKeys(socket), JSON.stringify(socket), `${socket}`, Object.keys(socket)];
    const inherited: string[] = [];
    for (const key in socket) inherited.push(key);
    await ended(socket);
    return [seen, inherited, show(Object.isExtensible(socket))];
  },
  'a socket can be frozen': async (kit) => {
    const socket = Object.freeze(await open(kit));
    const heard = once<MessageEvent>(socket, 'message');
    socket.send('frozen');
    const event = await heard;
    await ended(socket);
    return event.data;
  },
  'a socket cannot be cloned': async (kit) => {
    const socket = await open(kit);
    const outcome = outcomeOf(() => structuredClone(socket));
    await ended(socket);
    return outcome;
  },
};
