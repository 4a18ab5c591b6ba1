export type { Read, SessionFile, SessionHeader } from './model';
export { SESSION_FORMAT, SESSION_VERSION } from './model';
export { readSession } from './read-session';
export { writeSession } from './write-session';
