import { describe, expect, test } from 'vitest';
import { createRecordings } from '@/utils/panel/recordings';
import type { RecorderClient } from '@/utils/recording/client';
import type { RecorderStatus } from '@/utils/recording/messages';
import { readRecordingSettings } from '@/utils/recording/model';

/** A background that answers as told, and writes down what it was asked. */
function start(answers: Record<string, (...args: unknown[]) => unknown> = {}) {
  const asked: unknown[][] = [];
  let tell = (_: RecorderStatus) => {};
  const recordings = createRecordings((onStatus) => {
    tell = onStatus;
    const call = async (name: string, ...args: unknown[]) => {
      asked.push([name, ...args]);
      if (name === 'settings') return readRecordingSettings({ patterns: ['a.test'] });
      return answers[name]?.(...args);
    };
    return { call: call as RecorderClient['call'] };
  }, 7);
  return { recordings, asked, tell: (status: RecorderStatus) => tell(status) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));
const status = (revision: number, marks = 0): RecorderStatus => ({
  active: [],
  revision,
  tab: { unseen: 'nothing', recording: { id: 'a', counts: { marks } } as never },
});

describe('recordings in a page', () => {
  test('start with the patterns of the settings, and stop what is under way', async () => {
    const { recordings, asked, tell } = start();
    await turn();
    recordings.start();
    recordings.stop();
    tell(status(1));
    recordings.stop();
    expect(asked.slice(1)).toEqual([
      ['start', 7, ['a.test']],
      ['stop', 'a'],
    ]);
  });

  test('keep their list up to date for as long as somebody looks, a question at a time', async () => {
    let answer = () => {};
    const { recordings, asked, tell } = start({
      list: () => new Promise((resolve) => (answer = () => resolve({ recordings: [], dropped: [] }))),
    });
    const lists = () => asked.filter(([name]) => name === 'list').length;
    tell(status(1));
    expect(lists()).toBe(0);
    const leave = recordings.look();
    tell(status(2));
    tell(status(3));
    answer();
    await turn();
    expect(lists()).toBeLessThanOrEqual(3);
    expect(recordings.list.value).toEqual({ recordings: [], dropped: [] });
    leave();
    const before = lists();
    tell(status(4));
    expect(lists()).toBe(before);
  });

  test('read the marks when there are others than before', async () => {
    const { recordings, asked, tell } = start({ marks: () => [{ id: 'm', text: 'here' }] });
    tell(status(1, 1));
    tell(status(2, 1));
    await turn();
    expect(asked.filter(([name]) => name === 'marks')).toHaveLength(1);
    expect(recordings.marks.value).toMatchObject([{ text: 'here' }]);
  });

  test('give the pictures of marks', async () => {
    const image = { mime: 'image/jpeg', bytes: new Uint8Array([1]) };
    const { recordings } = start({ read: () => ({ marks: [{ id: 'm', image }, { id: 'n' }] }) });
    expect([...(await recordings.pictures('a'))]).toEqual([['m', image]]);
  });

  test('say why something was not done, until something else was', async () => {
    const { recordings } = start({
      rename() {
        throw new Error('gone');
      },
    });
    await turn();
    recordings.rename('a', 'b');
    await turn();
    expect(recordings.problem.value).toBe('gone');
    recordings.remove('a');
    await turn();
    expect(recordings.problem.value).toBeUndefined();
  });

  test('write a setting with the others', async () => {
    const { recordings, asked } = start();
    recordings.set({ pictures: false });
    await turn();
    recordings.set({ pictures: false });
    expect(asked.filter(([name]) => name === 'setSettings')).toEqual([
      ['setSettings', { ...readRecordingSettings({ patterns: ['a.test'] }), pictures: false }],
    ]);
  });
});
