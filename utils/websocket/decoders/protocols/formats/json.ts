import { textOf } from '../../bytes';
import type { Decoder } from '../../decoder';
import { parseJson } from '../../json';
import { describeValue } from './values';

export function createDecoder(): Decoder {
  return { decode: (frame) => describeValue(parseJson(textOf(frame))) };
}
