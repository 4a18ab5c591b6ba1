// biome-ignore-all lint/suspicious/noShadowRestrictedNames: they are the natives, under their own names
import { bag, captureEngine, captureFrom } from './engine';

export type Natives = ReturnType<typeof captureNatives>;

/** Takes the natives of the document's realm that this script runs in. Throws where one is missing. */
export function captureNatives(scope: Window & typeof globalThis) {
  const { Blob, EventTarget, FocusEvent, MessageEvent } = scope;
  const { methodOf, getterOf } = captureFrom(scope);
  const engine = captureEngine(scope);
  const codeOf = getterOf<unknown, number>('DOMException', 'code');
  return {
    ...engine,
    /** By its brand, whatever realm it is of. */
    isDOMException: (value: unknown): boolean => engine.sizeOf(codeOf, value as object) >= 0,
    lastIndexOf: methodOf<(this: string, what: string) => number>('String', 'lastIndexOf'),
    listen: methodOf<(this: EventTarget, type: string, listener: (event: Event) => void) => void>(
      'EventTarget',
      'addEventListener',
    ),
    dispatch: methodOf<EventTarget['dispatchEvent']>('EventTarget', 'dispatchEvent') as (
      target: EventTarget,
      event: Event,
    ) => boolean,
    /** Of one text or view; it holds what it is made of from then on. */
    blob: (part: string | Uint8Array<ArrayBuffer>) => new Blob(engine.replay(bag([part])) as BlobPart[]),
    blobSize: getterOf<Blob, number>('Blob', 'size'),
    messageData: getterOf<MessageEvent, unknown>('MessageEvent', 'data'),
    relatedTarget: getterOf<FocusEvent, EventTarget | null>('FocusEvent', 'relatedTarget'),
    say: (type: string, data?: object) => new MessageEvent(type, bag({ data })),
    privateNode: () => new EventTarget(),
    /** Of all events that carry a node the one with the fewest properties for a browser to make. */
    meeting: (type: string, relatedTarget: EventTarget) =>
      new FocusEvent(type, bag({ cancelable: true, relatedTarget })),
  };
}
