export { createDecoding, type Decoding, type DecodingOptions } from './decoding';
export type { DecoderChoice, DetectedProtocol, MessageView, ProtocolName, Said } from './messages';
export { type StartDecoder, startDecodeWorker } from './port';
export { MAX_SOURCE, USER, type UserDecoder } from './user/messages';
export { describeDecoder, openSandbox } from './user/sandbox';
