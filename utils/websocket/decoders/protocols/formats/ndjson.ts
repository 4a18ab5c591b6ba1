import { textOf } from '../../bytes';
import type { Decoder } from '../../decoder';
import { parseJson } from '../../json';
import { MAX_BATCH, NotDecoded } from '../../limits';
import { batchOf } from '../../summary';
import { describeValue } from './values';

export function createDecoder(): Decoder {
  return {
    decode(frame) {
      const lines = textOf(frame)
        .split('\n')
        .filter((line) => line.trim() !== '');
      if (lines.length === 0) throw new NotDecoded('it is empty');
      if (lines.length > MAX_BATCH) throw new NotDecoded(`it holds more than ${MAX_BATCH} lines`);
      return batchOf(
        lines.map((line) => describeValue(parseJson(line))),
        'line',
      );
    },
  };
}
