import { describe, expect, test } from 'vitest';
import { openRecording } from '@/utils/panel/recorded-source';
import type { RecorderClient } from '@/utils/recording/client';
import type { RecordingInfo, StoredMark } from '@/utils/recording/model';
import type { ToPanel } from '@/utils/transport/messages';
import { created, opened, PAGE } from '../support/journal';

const info: RecordingInfo = {
  id: 'a',
  name: 'App',
  startedAt: 1_000,
  until: 2_000,
  state: { phase: 'stopped', at: 2_000, why: 'browser-ended' },
  counts: { sockets: 1, frames: 0, requests: 0, marks: 1 },
  size: 10,
  chunks: 2,
  patterns: ['app.test'],
  interruptions: [{ from: 1_000, to: 1_500 }],
  lost: 3,
  unseen: 'bodies',
  generator: { name: 'Handshake', version: '1' },
};
const mark: StoredMark = { kind: 'marked', at: 1, place: PAGE, by: 'user', text: 'here', id: 'm' };
const chunks = [[created('r.1', 0)], [opened('r.1', 1)]];

/** A background that fails as often as told before it answers. */
function clientOf(failures: number, recorded: object | undefined = { info, marks: [mark] }) {
  let left = failures;
  return {
    call: (async (name: string, _id: string, index: number) => {
      if (name === 'read') return recorded;
      if (left-- > 0) throw new Error('stopped');
      return chunks[index];
    }) as RecorderClient['call'],
  };
}

async function read(client: Pick<RecorderClient, 'call'>) {
  const { file, source } = await openRecording(client, 'a');
  const messages: ToPanel[] = [];
  source.subscribe((message) => void messages.push(message));
  await new Promise((resolve) => setTimeout(resolve));
  return { file, messages };
}

describe('a recording in the panel', () => {
  test('comes as its marks, then its chunks in order, and says what it does not hold', async () => {
    const { file, messages } = await read(clientOf(0));
    expect(messages.map(({ observations }) => observations)).toEqual([[mark], ...chunks]);
    const [journal] = messages;
    expect(journal).toMatchObject({ type: 'journal' });
    expect(journal!.type === 'journal' && journal!.missing.join('\n')).toMatch(
      /last second[\s\S]*interrupted[\s\S]*3 frames[\s\S]*app\.test[\s\S]*DevTools/,
    );
    expect(file).toMatchObject({ name: 'App', recording: { progress: { value: { done: 2, all: 2 } } } });
  });

  test('is read on when the background was stopped in between', async () => {
    const { messages } = await read(clientOf(3));
    expect(messages).toHaveLength(3);
  });

  test('says why it could be read no further', async () => {
    const { file, messages } = await read(clientOf(99));
    expect(messages).toHaveLength(1);
    expect(file.recording!.progress.value).toMatchObject({ done: 0, problem: 'Error: stopped' });
  });

  test('that has gone says so', async () => {
    const gone = { call: (async () => undefined) as unknown as RecorderClient['call'] };
    await expect(openRecording(gone, 'a')).rejects.toThrow('This recording is not here any more.');
  });
});
