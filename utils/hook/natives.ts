// biome-ignore-all lint/suspicious/noShadowRestrictedNames: they are the natives, under their own names
import { bag, captureEngine, uncurryGetter, uncurryThis } from './engine';

export type Natives = ReturnType<typeof captureNatives>;

/** Takes the natives of the document's realm that this script runs in. Throws where one is missing. */
export function captureNatives(scope: Window & typeof globalThis) {
  const { Blob, CustomEvent, EventTarget, MessageChannel, MouseEvent, MessageEvent } = scope;
  const { iterator } = scope.Symbol;
  /** A sequence that does not ask Array.prototype how to iterate. */
  const sequence = <T>(items: readonly T[]) =>
    bag({
      [iterator]() {
        let at = 0;
        return bag({ next: () => bag({ done: at >= items.length, value: items[at++] }) });
      },
    }) as unknown as T[];
  const post = uncurryThis<MessagePort, [unknown, StructuredSerializeOptions?], void>(
    scope.MessagePort.prototype.postMessage,
  );
  const engine = captureEngine(scope);
  const portOne = uncurryGetter<MessageChannel, MessagePort>(MessageChannel.prototype, 'port1');
  const portTwo = uncurryGetter<MessageChannel, MessagePort>(MessageChannel.prototype, 'port2');
  const codeOf = uncurryGetter<unknown, number>(scope.DOMException.prototype, 'code');
  return {
    ...engine,
    /** By its brand, whatever realm it is of. */
    isDOMException: (value: unknown): boolean => engine.sizeOf(codeOf, value as object) >= 0,
    lastIndexOf: uncurryThis(scope.String.prototype.lastIndexOf as (what: string) => number),
    listen: uncurryThis(EventTarget.prototype.addEventListener),
    dispatch: uncurryThis(EventTarget.prototype.dispatchEvent),
    /** Of one text or view; it holds what it is made of from then on. */
    blob: (part: string | Uint8Array<ArrayBuffer>) => new Blob(sequence(bag([part]))),
    blobSize: uncurryGetter<Blob, number>(Blob.prototype, 'size'),
    messageData: uncurryGetter<MessageEvent, unknown>(MessageEvent.prototype, 'data'),
    /** @param transfer buffers that go over as they are and are empty here from then on; Firefox sends none */
    post(port: MessagePort, message: unknown, transfer: readonly ArrayBuffer[]) {
      if (import.meta.env.FIREFOX || transfer.length === 0) post(port, message);
      else post(port, message, bag({ transfer: sequence(transfer) }));
    },
    start: uncurryThis(scope.MessagePort.prototype.start),
    relatedTarget: uncurryGetter<MouseEvent, EventTarget | null>(MouseEvent.prototype, 'relatedTarget'),
    detail: uncurryGetter<CustomEvent, unknown>(CustomEvent.prototype, 'detail'),
    ask: (type: string, detail: object) => new CustomEvent(type, bag({ detail })),
    privateNode: () => new EventTarget(),
    channel: () => {
      const channel = new MessageChannel();
      return { near: portOne(channel), far: portTwo(channel) };
    },
    mouseEvent: (type: string, init: MouseEventInit) => new MouseEvent(type, bag(init)),
    portEvent: (type: string, port: MessagePort) =>
      new MessageEvent(type, bag({ ports: sequence(bag([port])) })),
  };
}
