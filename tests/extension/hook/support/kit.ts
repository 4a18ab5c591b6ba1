/** What the items of the differential test share. All of it runs in the page. */
export interface Kit {
  /** Origin of the plain sockets: `ws://127.0.0.1:PORT`. */
  sockets: string;
}

export type Item = (kit: Kit) => unknown;
export type Items = Record<string, Item>;

/** A value, once something has been done. */
export const after = <T>(_done: unknown, value: T): T => value;

/** An event by its first occurrence. */
export function once<E extends Event = Event>(target: EventTarget, type: string): Promise<E> {
  return new Promise((resolve) =>
    target.addEventListener(type, (event) => resolve(event as E), { once: true }),
  );
}

/** An open socket of the echo server, or of another path. */
export async function open({ sockets }: Kit, path = '/echo', protocols: string[] = []): Promise<WebSocket> {
  const socket = new WebSocket(sockets + path, protocols);
  await once(socket, 'open');
  return socket;
}

/** Closes from the page's side and waits for the end. */
export function ended(socket: WebSocket): Promise<CloseEvent> {
  const close = once<CloseEvent>(socket, 'close');
  socket.close();
  return close;
}

/** What a call throws, or what it gives back. */
export function outcomeOf(act: () => unknown): unknown {
  try {
    return { returned: show(act()) };
  } catch (error) {
    return { thrown: show(error) };
  }
}

/** A same-origin frame, loaded. */
export async function frame(src = '/frame'): Promise<HTMLIFrameElement & { contentWindow: typeof window }> {
  const element = document.createElement('iframe');
  element.src = src;
  const load = once(element, 'load');
  document.body.append(element);
  await load;
  return element as HTMLIFrameElement & { contentWindow: typeof window };
}

/** A value as plain data, with all of an error that a page can read. */
export function show(value: unknown, depth = 0): unknown {
  if (typeof value === 'function') return `function ${value.name}/${value.length}`;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (value === undefined) return 'undefined';
  if (typeof value === 'number')
    return Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : `${value}`;
  if (typeof value !== 'object' || value === null) return value;
  if (isError(value)) return showError(value);
  if (Array.isArray(value)) return value.map((item) => show(item, depth + 1));
  if (depth > 4) return Object.prototype.toString.call(value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return Object.prototype.toString.call(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, show(item, depth + 1)]));
}

const isError = (value: object): value is Error =>
  value instanceof Error || Object.prototype.toString.call(value) === '[object DOMException]';

function showError(error: Error): unknown {
  const { filename, fileName, lineNumber, columnNumber, code } = error as Error & Record<string, unknown>;
  return {
    type: error.constructor.name,
    realm: error instanceof Error,
    name: error.name,
    message: error.message,
    code: show(code),
    place: show([filename, fileName, lineNumber, columnNumber]),
    stack: error.stack,
    own: Reflect.ownKeys(error).map((key) => [String(key), showDescriptor(error, key, ['stack'])]),
  };
}

/** A property's descriptor as plain data; of a value named in `without` only that it is there. */
export function showDescriptor(
  owner: object,
  key: PropertyKey,
  without: readonly PropertyKey[] = [],
): unknown {
  const descriptor = Reflect.getOwnPropertyDescriptor(owner, key);
  if (!descriptor) return 'none';
  const { value, get, set, ...flags } = descriptor;
  if ('value' in descriptor)
    return { ...flags, value: without.includes(key) ? typeof value : show(value, 9) };
  return { ...flags, get: show(get), set: show(set) };
}
