import { readConfiguration } from './configuration.ts';

const { sockets } = readConfiguration();

/** All that a page can ask about its WebSocket, to tell the browser's own from another's. */
function probe(): Record<string, unknown> {
  class Derived extends WebSocket {}
  const socket = new Derived(`${sockets}/echo`);
  const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(window, 'WebSocket')!;
  const frame = document.body.appendChild(document.createElement('iframe'));
  const answers = {
    name: WebSocket.name,
    length: WebSocket.length,
    source: sourceOf(WebSocket),
    sourceInFrame: plain(
      (frame.contentWindow as unknown as typeof globalThis).Function.prototype.toString.call(WebSocket),
    ),
    asText: plain(`${WebSocket}`),
    send: [
      sourceOf(WebSocket.prototype.send),
      WebSocket.prototype.send.name,
      WebSocket.prototype.send.length,
    ],
    close: [
      sourceOf(WebSocket.prototype.close),
      WebSocket.prototype.close.name,
      WebSocket.prototype.close.length,
    ],
    itsOwnConstructor: WebSocket.prototype.constructor === WebSocket,
    derived: socket instanceof Derived && socket instanceof WebSocket && socket.constructor === Derived,
    ownKeys: Reflect.ownKeys(socket).map(String),
    statics: Reflect.ownKeys(WebSocket).map(String).sort(),
    flags: { writable, enumerable, configurable },
    withoutNew: thrown(() => (WebSocket as unknown as () => void)()),
    withoutUrl: thrown(() => new (WebSocket as unknown as new () => WebSocket)()),
    badUrl: thrown(() => new WebSocket('ws://[')),
    sameProtocolTwice: thrown(() => new WebSocket(`${sockets}/echo`, ['a', 'a'])),
    sentTooEarly: thrown(() => socket.send('too early')),
    wrongCloseCode: thrown(() => socket.close(1001)),
  };
  frame.remove();
  socket.close();
  return answers;
}

const plain = (source: string) => source.replace(/\s+/g, ' ');
const sourceOf = (value: unknown) => plain(Function.prototype.toString.call(value));

function thrown(act: () => unknown): string {
  try {
    act();
    return 'nothing';
  } catch (error) {
    return (error as Error).name;
  }
}

document.body.dataset.answers = JSON.stringify(probe());
