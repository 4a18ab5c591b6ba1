import { t } from '../i18n';
import { formatSpan } from '../session/format-span';
import type { Frame } from '../session/frames';
import type { Conversation, Decoded, Pairing } from '../websocket/decoders';
import type { Socket } from '../websocket/model';
import { createTally, type Tally } from './failures';
import type { Watchout, WatchoutKind, WatchoutResult } from './model';

/** Holds one assertion against the frames of all connections, each frame once, in the order of its connection. */
export interface FrameRule {
  take(socket: Socket, frame: Frame, decoded: Decoded | undefined): void;
  result(input: {
    sockets: readonly Socket[];
    now: number;
    pairs: (socket: Socket) => Pairing | undefined;
  }): WatchoutResult;
}

const latin1 = new TextDecoder('latin1');

function has(frame: Frame, text: string): boolean {
  const { payload } = frame;
  if (payload === undefined) return false;
  return (typeof payload === 'string' ? payload : latin1.decode(payload)).includes(text);
}

const fits = ({ text, direction }: Watchout, frame: Frame): boolean =>
  (direction === undefined || (direction === 'sent') === frame.sent) && has(frame, text!);

export const FRAME_RULES: Partial<Record<WatchoutKind, (watchout: Watchout) => FrameRule>> = {
  'no-message': (watchout) => {
    const tally = createTally();
    return {
      take(socket, frame) {
        tally.looked();
        if (!fits(watchout, frame)) return;
        const message = t('rules.failedMessage', { ordinal: `${socket.ordinal}`, text: watchout.text! });
        tally.fail({ message, at: frame.at, socketId: socket.id, frame: frame.seq });
      },
      result: () => tally.result(watchout),
    };
  },

  'message-seen': (watchout) => {
    const seen = new Set<string>();
    return {
      take(socket, frame) {
        if (!seen.has(socket.id) && fits(watchout, frame)) seen.add(socket.id);
      },
      result({ sockets }) {
        const tally = createTally();
        let waiting = sockets.length === 0;
        for (const { id, ordinal, state } of sockets) {
          if (seen.has(id)) tally.looked();
          else if (state.phase === 'closed' || state.phase === 'failed') {
            tally.looked();
            const message = t('rules.failedMessageMissing', { ordinal: `${ordinal}`, text: watchout.text! });
            tally.fail({ message, at: state.since, socketId: id });
          } else waiting = true;
        }
        return tally.result(watchout, waiting);
      },
    };
  },

  'silence-at-most': (watchout) => {
    const tally = createTally();
    const last = new Map<string, number>();
    const judge = (into: Tally, socket: Socket, from: number, to: number) => {
      into.looked();
      if (to - from <= watchout.ms!) return;
      const message = t('rules.failedSilence', { ordinal: `${socket.ordinal}`, span: formatSpan(to - from) });
      into.fail({ message, at: from, socketId: socket.id });
    };
    return {
      take(socket, frame) {
        const from = last.get(socket.id);
        if (from !== undefined) judge(tally, socket, from, frame.at);
        last.set(socket.id, frame.at);
      },
      result({ sockets, now }) {
        const done = tally.result(watchout);
        const rest = createTally();
        for (const socket of sockets) {
          const { state } = socket;
          const opened =
            state.phase === 'open' ? state.since : 'openedAt' in state ? state.openedAt : undefined;
          const from = last.get(socket.id) ?? opened;
          if (from !== undefined)
            judge(rest, socket, from, state.phase === 'open' ? Math.max(now, from) : state.since);
        }
        const more = rest.result(watchout);
        return {
          ...done,
          state: done.failed + more.failed > 0 ? 'failed' : done.looked + more.looked > 0 ? 'passed' : 'open',
          looked: done.looked + more.looked,
          failed: done.failed + more.failed,
          failures: [...done.failures, ...more.failures],
        };
      },
    };
  },

  // By the protocol's own ids where it has them; else the next message from the other side is the reply.
  'reply-within': (watchout) => {
    const tally = createTally();
    const waiting = new Map<string, Frame>();
    return {
      take(socket, frame, decoded) {
        if (decoded?.heartbeat) return;
        const asked = waiting.get(socket.id);
        if (frame.sent) {
          if (!asked && (!watchout.text || has(frame, watchout.text))) waiting.set(socket.id, frame);
        } else if (asked) {
          waiting.delete(socket.id);
          judge(tally, watchout, socket, asked.at, asked.seq, frame.at);
        }
      },
      result({ sockets, now, pairs }) {
        const paired = createTally();
        let isPaired = false;
        let open = false;
        for (const socket of sockets) {
          const conversations = pairs(socket)?.conversations.filter(({ sent }) => sent) ?? [];
          const end = socket.state.phase === 'open' ? now : socket.state.since;
          if (conversations.length > 0) {
            isPaired = true;
            for (const one of conversations) open = judgePair(paired, watchout, socket, one, end) || open;
          } else {
            const asked = waiting.get(socket.id);
            if (!asked) continue;
            if (end - asked.at > watchout.ms!)
              judge(paired, watchout, socket, asked.at, asked.seq, undefined);
            else open = true;
          }
        }
        if (isPaired) return paired.result(watchout, open || undefined);
        const done = tally.result(watchout);
        const rest = paired.result(watchout);
        return {
          ...done,
          state: done.failed + rest.failed > 0 ? 'failed' : open || done.looked === 0 ? 'open' : 'passed',
          looked: done.looked + rest.looked,
          failed: done.failed + rest.failed,
          failures: [...done.failures, ...rest.failures],
        };
      },
    };
  },
};

function judge(
  tally: Tally,
  watchout: Watchout,
  socket: Socket,
  from: number,
  frame: number | undefined,
  to: number | undefined,
): void {
  tally.looked();
  if (to !== undefined && to - from <= watchout.ms!) return;
  const ordinal = `${socket.ordinal}`;
  const message =
    to === undefined
      ? t('rules.failedNoReply', { ordinal })
      : t('rules.failedReplyLate', { ordinal, span: formatSpan(to - from) });
  tally.fail({ message, at: from, socketId: socket.id, ...(frame !== undefined && { frame }) });
}

/** Gives whether the reply may still come in time. */
function judgePair(
  tally: Tally,
  watchout: Watchout,
  socket: Socket,
  { startedAt, latency, summary, silent }: Conversation,
  end: number,
): boolean {
  if (silent || (watchout.text && !summary.includes(watchout.text))) return false;
  if (latency === undefined && end - startedAt <= watchout.ms!) return true;
  judge(
    tally,
    watchout,
    socket,
    startedAt,
    undefined,
    latency === undefined ? undefined : startedAt + latency,
  );
  return false;
}
