export { type CloseCode, type CloseSender, describeCloseCode, saysUnauthorized } from './close-codes';
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
