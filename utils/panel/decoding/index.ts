export { createDecoding } from './decoding';
export type { DecoderChoice, DetectedProtocol, MessageView, ProtocolName, Said } from './messages';
export type { Decoding, DecodingOptions } from './model';
export { type StartDecoder, startDecodeWorker } from './port';
export { MAX_SOURCE, USER, type UserDecoder } from './user/messages';
export { describeDecoder, openSandbox } from './user/sandbox';
