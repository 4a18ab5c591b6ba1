import type { Session } from '../session/model';
import type { SocketId } from '../session/observations';

/** The notes on a connection's frames, by `seq`. One without text was taken away. */
export function notesOn(marks: Session['marks'], socket: SocketId): ReadonlyMap<number, string> {
  const notes = new Map<number, string>();
  for (const { frame, text } of marks) if (frame?.socket === socket && text) notes.set(frame.seq, text);
  return notes;
}

/** Characters of a note. */
export const LONGEST_NOTE = 500;
