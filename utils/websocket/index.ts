export { type CloseCode, type CloseSender, describeCloseCode } from './close-codes';
export { type CloserKnown, explainCloser } from './closer';
export {
  applySocketClosed,
  applySocketClosing,
  applySocketErrored,
  applySocketOpened,
  createSocket,
  endedAtOf,
  openedAtOf,
} from './lifecycle';
export { tellsOfTrouble } from './trouble';
export { namesAuthentication, saysUnauthorized } from './unauthorized';
