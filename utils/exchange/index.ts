export type { Read, SessionFile, SessionHeader } from './model';
export { BrokenFile, SESSION_FORMAT, SESSION_VERSION } from './model';
export { type ForeignFile, readAnyFile } from './read-foreign';
export { readHar } from './read-har';
export { readSession } from './read-session';
export { createSessionReader, type SessionReader } from './session-reader';
export { readSessionStream, type SessionSink, unpacked } from './session-stream';
export { type BatchesOf, writeHar } from './write-har';
export { writeSession } from './write-session';
