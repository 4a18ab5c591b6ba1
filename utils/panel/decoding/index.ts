export { createDecoding, type Decoding, type DecodingOptions } from './decoding';
export type { DecoderChoice, DetectedProtocol, MessageView, ProtocolName, Said } from './messages';
export { type StartDecoder, startDecodeWorker } from './port';
