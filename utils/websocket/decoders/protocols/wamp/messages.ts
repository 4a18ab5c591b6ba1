import type { Correlation } from '../../decoder';

type Role = Correlation['role'];

/** Name, the names of what follows the code, and how a request id pairs it. */
export interface Shape {
  name: string;
  parts: readonly string[];
  role?: Role;
  ends?: true;
  by?: 'requester';
}

const shape = (name: string, parts: string, rest: Omit<Shape, 'name' | 'parts'> = {}): Shape => ({
  name,
  parts: parts === '' ? [] : parts.split(' '),
  ...rest,
});

const ends = true as const;
const reply = { role: 'reply' as const, ends };
const request = { role: 'request' as const };

/** Message codes, WAMP §6.3. */
export const SHAPES = new Map<unknown, Shape>([
  [1, shape('HELLO', 'realm details')],
  [2, shape('WELCOME', 'session details')],
  [3, shape('ABORT', 'details reason')],
  [4, shape('CHALLENGE', 'authmethod extra')],
  [5, shape('AUTHENTICATE', 'signature extra')],
  [6, shape('GOODBYE', 'details reason')],
  [8, shape('ERROR', 'type request details error arguments keywords', reply)],
  [16, shape('PUBLISH', 'request options topic arguments keywords', request)],
  [17, shape('PUBLISHED', 'request publication', reply)],
  [32, shape('SUBSCRIBE', 'request options topic', request)],
  [33, shape('SUBSCRIBED', 'request subscription', reply)],
  [34, shape('UNSUBSCRIBE', 'request subscription', request)],
  [35, shape('UNSUBSCRIBED', 'request', reply)],
  [36, shape('EVENT', 'subscription publication details arguments keywords')],
  [48, shape('CALL', 'request options procedure arguments keywords', request)],
  [49, shape('CANCEL', 'request options', { role: 'event', by: 'requester' })],
  [50, shape('RESULT', 'request details arguments keywords', reply)],
  [64, shape('REGISTER', 'request options procedure', request)],
  [65, shape('REGISTERED', 'request registration', reply)],
  [66, shape('UNREGISTER', 'request registration', request)],
  [67, shape('UNREGISTERED', 'request', reply)],
  [68, shape('INVOCATION', 'request registration details arguments keywords', request)],
  [69, shape('INTERRUPT', 'request options', { role: 'event', by: 'requester' })],
  [70, shape('YIELD', 'request options arguments keywords', reply)],
]);
