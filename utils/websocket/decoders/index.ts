export { credentialOf } from './credentials';
export type {
  Compression,
  Correlation,
  Credential,
  Decoded,
  Decoder,
  Detection,
  DetectionContext,
  Field,
  Nested,
  Protocol,
} from './decoder';
export { candidates, type Detected, detect } from './detection';
export { type Beat, beatKey, isHeartbeat, steadyBeats } from './heartbeats';
export { FIRST_FRAMES, MAX_PAYLOAD, NotDecoded } from './limits';
export { decodeNested } from './nested';
export { type OpenDecoder, type OpenOptions, openDecoder } from './open';
export {
  type Conversation,
  createPairing,
  isUnanswered,
  type Pairing,
  type Pairs,
  pairFrames,
  type Told,
} from './pairs';
export { PROTOCOLS, protocolOf } from './registry';
export { createDecompress, type Decompress, unpack } from './unpack';
