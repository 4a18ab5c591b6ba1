import { MAX_SOURCE, type RunningDecoder, USER, type UserDecoder } from './messages';
import { createAsk } from './remote';

export interface Sandbox {
  decoders: readonly RunningDecoder[];
  close(): void;
}

/**
 * Runs a user's decoders where they reach nothing: each in a worker of a page of its own origin, without the
 * extension's API, without network and without a document. Closing ends whatever they are at.
 */
export function openSandbox(decoders: readonly UserDecoder[]): Sandbox {
  const channels = decoders.map(() => new MessageChannel());
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  frame.src = '/decoder-sandbox.html';
  frame.onload = () => {
    // It has no origin to name.
    frame.contentWindow?.postMessage(
      decoders.map(({ source }) => source),
      '*',
      channels.map(({ port2 }) => port2),
    );
  };
  document.body.append(frame);
  return {
    decoders: decoders.map(({ id, title }, at) => ({
      id: USER + id,
      title,
      port: channels[at]!.port1,
    })),
    close: () => frame.remove(),
  };
}

const tooLong = () => new Error(`it is longer than ${MAX_SOURCE} characters`);

/**
 * The text of a module's file, which is not read where it must be too long.
 *
 * @throws why not, as an Error for people
 */
export async function readModule(file: Blob): Promise<string> {
  // UTF-8 takes at most three bytes for what is one unit of UTF-16.
  if (file.size > 3 * MAX_SOURCE) throw tooLong();
  return file.text();
}

/** Milliseconds for a module to be loaded and to say what it is. */
const PATIENCE = 5_000;

/**
 * Loads a user's module once and gives what it calls itself.
 *
 * @throws why it is no decoder, as an Error for people
 */
export async function describeDecoder(source: string): Promise<{ title?: string }> {
  if (source.length > MAX_SOURCE) throw tooLong();
  const sandbox = openSandbox([{ id: 'new', title: '', source }]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('it does not come to an end')), PATIENCE);
    });
    const told = await Promise.race([createAsk(sandbox.decoders[0]!.port)({ type: 'describe' }), late]);
    const title = (told as { title?: unknown }).title;
    return typeof title === 'string' && title.trim() !== '' ? { title: title.trim().slice(0, 80) } : {};
  } finally {
    clearTimeout(timer);
    sandbox.close();
  }
}
