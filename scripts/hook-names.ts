/**
 * Names that only the parts of the page hook use among themselves: the build makes short ones of them, for the hook is
 * loaded into every frame of every page. None of them crosses to the bridge, and none is a name of the platform's.
 */
const NAMES = [
  ...[
    'unwatchedBytes',
    'watchedBytes',
    'batchFrames',
    'batchBytes',
    'droppedBytes',
    'capacity',
    'arena',
    'used',
  ],
  ...[
    'typedBuffer',
    'typedSize',
    'typedOffset',
    'dataViewBuffer',
    'dataViewOffset',
    'dataViewSize',
    'bufferSize',
  ],
  ...['isTypedArray', 'isDOMException', 'isNumeric', 'isObject', 'sizeOf', 'setBytes', 'sliceText'],
  ...['wellFormed', 'messageData', 'privateNode', 'blobSize', 'weakMap', 'settle', 'methodOf', 'getterOf'],
  ...[
    'listen',
    'dispatch',
    'convert',
    'maskText',
    'texts',
    'sequence',
    'primitive',
    'outbox',
    'mask',
    'mend',
  ],
  ...[
    'records',
    'watched',
    'source',
    'payload',
    'payloads',
    'errored',
    'above',
    'later',
    'passed',
    'natives',
    'meeting',
    'greet',
    'share',
    'batch',
    'sent',
    'created',
    'dropped',
    'limit',
    'draw',
    'replay',
  ],
  ...['messageFrames', 'messageBytes'],
];

/** A, B, … Z, BA, BB: no property of the platform's that the hook uses is named so. */
function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(65 + (index % 26));
}

/** The short name of each, for esbuild's `mangleCache`: the same in every module. */
export const SHORT_NAMES: Record<string, string> = Object.fromEntries(
  NAMES.map((name, index) => [name, letters(index)]),
);

export const INTERNAL_NAME = new RegExp(`^(?:${NAMES.join('|')})$`);
