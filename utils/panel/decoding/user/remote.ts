import type { Frame } from '../../../session/frames';
import type { Decoded, Detection, DetectionContext } from '../../../websocket/decoders';
import { admit } from '../../../websocket/decoders/admit';
import { notDecoded, obstacleTo } from '../../../websocket/decoders/guard';
import { cut } from '../../../websocket/decoders/summary';
import type { RunningDecoder, UserAnswer, UserQuestion } from './messages';

/** Milliseconds that a user's code may take to look at a connection's first frames. */
const LOOK = 2_000;

export interface RemoteDecoder {
  id: string;
  title: string;
  /** Never rejects, and takes no longer than two seconds: one that fails or hangs has not recognised anything. */
  detect(context: DetectionContext): Promise<Detection | undefined>;
  /** Starts anew for a connection; gives whether its frames hang on those before. */
  open(url: string, subprotocol: string): Promise<{ stateful: boolean }>;
  /** Never rejects; it may never settle. */
  decode(frame: Frame): Promise<Decoded>;
}

/** Asks over a port, one question at a time, answered in their order. */
export function createAsk(port: MessagePort): (question: UserQuestion) => Promise<unknown> {
  const waiting: ((answer: UserAnswer) => void)[] = [];
  port.onmessage = ({ data }: MessageEvent<UserAnswer>) => waiting.shift()?.(data);
  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push((answer) =>
        'error' in answer ? reject(new Error(String(answer.error))) : resolve(answer.value),
      );
      port.postMessage(question);
    });
}

function detectionOf(value: unknown): Detection | undefined {
  const { confidence, rule } = (value ?? {}) as { confidence?: unknown; rule?: unknown };
  if (typeof confidence !== 'number' || !(confidence > 0)) return undefined;
  return {
    confidence: Math.min(1, confidence),
    rule: typeof rule === 'string' && rule !== '' ? cut(rule, 200) : 'its own decoder recognised it',
  };
}

/** A decoder of the user's own that runs elsewhere; what it says is held to the form of ours. */
export function createRemote(
  { id, title, port }: RunningDecoder,
  after: (run: () => void, ms: number) => void,
): RemoteDecoder {
  const ask = createAsk(port);
  return {
    id,
    title,
    async detect(context) {
      const tooLong = new Promise<undefined>((resolve) => after(() => resolve(undefined), LOOK));
      try {
        return detectionOf(await Promise.race([ask({ type: 'detect', context }), tooLong]));
      } catch {
        return undefined;
      }
    },
    async open(url, subprotocol) {
      const opened = await ask({ type: 'open', url, subprotocol });
      return { stateful: (opened as { stateful?: unknown })?.stateful === true };
    },
    async decode(frame) {
      const obstacle = obstacleTo(frame);
      if (obstacle) return obstacle;
      try {
        return admit(await ask({ type: 'decode', frame }));
      } catch (error) {
        return notDecoded(frame.payload, error instanceof Error ? error.message : String(error));
      }
    },
  };
}
