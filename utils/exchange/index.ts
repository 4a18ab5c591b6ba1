export type { Read, SessionFile, SessionHeader } from './model';
export { SESSION_FORMAT, SESSION_VERSION } from './model';
export { readHar } from './read-har';
export { readSession } from './read-session';
export { writeHar } from './write-har';
export { writeSession } from './write-session';
