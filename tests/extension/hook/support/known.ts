import type { BrowserKind } from '../../drivers/index.ts';

const FRAME =
  'a function of the page that runs inside a call of ours finds our frame in its stack, without a name';
const PLACE =
  'the engine takes an uncaught error’s place from the frame that threw it, and no script can write it';
const CLONE = 'SpiderMonkey names what it cannot clone by its class, and a Proxy has one of its own';
const BUILTIN = 'the frame of the built-in is gone from the stack with ours';

/** The functions in whose place there is a Proxy. */
const FUNCTIONS = ['WebSocket', 'send', 'close', 'Function.prototype.toString'];
const each = (reason: string, ...items: ((name: string) => string)[]): Record<string, string> =>
  Object.fromEntries(FUNCTIONS.flatMap((name) => items.map((item) => [item(name), reason])));

const WORDS = 'SpiderMonkey words it by the source text of the caller, which is ours';

/** What cannot be the same, and why. Each must really differ, so that none stays here once it is mended. */
export const KNOWN: Record<BrowserKind, Record<string, string>> = {
  chromium: {
    'an uncaught error of the constructor': PLACE,
    'an uncaught error of send': PLACE,
    'an uncaught error of close': PLACE,
    'an uncaught error of toString': PLACE,
    'an uncaught error of the page’s own function in an argument': FRAME,
    'depth and lines of the stack of a page’s function in an argument': FRAME,
    'a URL whose toString throws': FRAME,
    'a toString in send that throws': FRAME,
    'a newTarget whose prototype throws': FRAME,
    'WebSocketStream with an aborted signal':
      'its error is made in our frame and given to a promise, never thrown',
    'assigning to a getter on the prototype':
      'V8 names an object in a message by its constructor only where that is no Proxy',
    'Function.prototype.toString called on nothing': BUILTIN,
    'an heir of send has no text': BUILTIN,
    'toString on what is no function': BUILTIN,
    ...each(BUILTIN, (name) => `an heir of ${name} as text`),
  },
  firefox: {
    'an uncaught error of the constructor': PLACE,
    'an uncaught error of send': PLACE,
    'an uncaught error of close': PLACE,
    'an uncaught error of toString': PLACE,
    'an uncaught error of the page’s own function in an argument': FRAME,
    'depth and lines of the stack of a page’s function in an argument': FRAME,
    'a URL whose toString throws': FRAME,
    'a toString in send that throws': FRAME,
    'a newTarget whose prototype throws': FRAME,
    'new WebSocket with a toString that gives an object': WORDS,
    'new WebSocket with protocols whose iterator is none': WORDS,
    'text of our functions by a frame’s toString':
      'Firefox gives content scripts of two documents nothing in common',
    'text of a frame’s functions by our toString':
      'Firefox gives content scripts of two documents nothing in common',
    'text of our functions by the toString of a frame without a source':
      'Firefox gives content scripts of two documents nothing in common',
    'text of one frame’s functions by another’s toString':
      'Firefox gives content scripts of two documents nothing in common',
    ...each(
      CLONE,
      (name) => `${name} cannot be cloned, in these words`,
      (name) => `${name} posted to a port is refused, in these words`,
    ),
  },
};
