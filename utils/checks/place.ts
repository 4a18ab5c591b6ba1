import type { SocketId } from '../session/observations';
import type { Evidence } from './model';

/** Id of a frame among the places that findings are looked up by: its connection and its position there. */
export const framePlaceId = (socketId: SocketId, seq: number): string => `${socketId}/${seq}`;

/** The frame that a piece of evidence is in, as such an id. */
export const framePlaceOf = ({ socketId, frame }: Evidence): string | undefined =>
  socketId === undefined || frame === undefined ? undefined : framePlaceId(socketId, frame);
