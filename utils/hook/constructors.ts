import type { Hook } from './index';
import type { SocketRecord } from './records';

type Api = 'WebSocket' | 'WebSocketStream';

/** Opens the record of what was just constructed, at its URL. */
type Create = (url: string) => SocketRecord;

/** Masks a constructor of sockets, on the global and on its prototype, and gives each new one to `observe`. */
export function maskConstructor<T extends object>(
  hook: Hook,
  scope: typeof globalThis,
  api: Api,
  observe: (socket: T, create: Create) => void,
): void {
  const { natives, mask, convert, mend } = hook;
  const Native = (scope as unknown as Record<Api, { prototype: T }>)[api];

  /** Whether the native throws at this first argument, and so never looks at the second. */
  const refuses = (url: unknown) => natives.isObject(url) || typeof url === 'symbol';

  function construct(target: object, args: unknown[], newTarget: object): T {
    const at = natives.now();
    let items = natives.list<unknown>();
    if (args.length > 0) args[0] = convert.primitive(args[0], 'string');
    if (api === 'WebSocket' && args.length > 1 && !refuses(args[0])) {
      const protocols = convert.sequence(args[1]);
      args[1] = protocols.passed;
      items = protocols.items;
    }
    let socket: T;
    try {
      socket = natives.construct(target as never, args, (newTarget === proxy ? target : newTarget) as never);
    } catch (error) {
      // Another newTarget may have run code of the page, whose errors are its own.
      throw newTarget === proxy || natives.isDOMException(error) ? mend(error, construct) : error;
    }
    try {
      observe(socket, (url) =>
        hook.create({ at, url, protocols: convert.texts(items), api, above: construct }),
      );
    } catch {
      // The page gets its socket, observed or not.
    }
    return socket;
  }

  const proxy: object = mask.mask(Native as never, { construct } as ProxyHandler<never>);
  mask.replace(Native.prototype, 'constructor', proxy);
  mask.replace(scope, api, proxy);
}
