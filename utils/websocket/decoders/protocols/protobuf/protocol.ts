import type { Protocol } from '../../decoder';
import { allBinary, binaries } from '../../sight';
import { protobufFields } from '../formats/shapes';

/** https://protobuf.dev/programming-guides/encoding/ */
const protobuf: Protocol = {
  id: 'protobuf',
  schema: true,
  only: 'format',
  title: 'Protocol Buffers',
  versions: 'proto2 and proto3; `.proto` text or a descriptor set from the user, a guess without',
  detected: 'binary frames that read as fields to their last byte and are not text',
  shows: 'fields by name with a schema, by number without; whether the type is chosen or inferred',
  detect(context) {
    if (!allBinary(context, (bytes) => protobufFields(bytes) > 0)) return undefined;
    const counts = binaries(context).map(protobufFields);
    const most = Math.max(...counts);
    if (most < 2 && counts.length < 3)
      return { confidence: 0.2, rule: 'binary frames could be protobuf; too little to tell' };
    return {
      confidence: Math.min(0.6, 0.35 + 0.05 * counts.length),
      rule: 'every binary frame reads as protobuf fields to its last byte, which other formats may too',
    };
  },
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [protobuf];
