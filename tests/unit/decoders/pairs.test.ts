import { describe, expect, test } from 'vitest';
import type { Correlation } from '@/utils/websocket/decoders';
import { type Decoded, pairFrames, type Told } from '@/utils/websocket/decoders';

type Row = [at: number, direction: '>' | '<', correlations: Correlation[], more?: Partial<Decoded>];

function told(rows: readonly Row[]): Told[] {
  return rows.map(([at, direction, correlations, more], index) => ({
    index,
    at,
    sent: direction === '>',
    decoded: { kind: 'k', summary: `frame ${index}`, fields: [], correlations, ...more },
  }));
}

const request = (id: string): Correlation => ({ id, role: 'request' });
const reply = (id: string): Correlation => ({ id, role: 'reply', ends: true });

describe('pairFrames', () => {
  test('a reply is the partner of its request, with the latency', () => {
    const { partner, conversations, unanswered } = pairFrames(
      told([
        [100, '>', [request('1')]],
        [140, '<', [reply('1')]],
      ]),
    );
    expect([...partner]).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(conversations).toEqual([
      {
        id: '1',
        request: 0,
        sent: true,
        summary: 'frame 0',
        startedAt: 100,
        frames: [0, 1],
        reply: 1,
        latency: 40,
        endedAt: 140,
      },
    ]);
    expect(unanswered).toEqual([]);
  });

  test('both sides may use the same id at the same time', () => {
    const { partner } = pairFrames(
      told([
        [0, '>', [request('1')]],
        [1, '<', [request('1')]],
        [2, '>', [reply('1')]],
        [3, '<', [reply('1')]],
      ]),
    );
    expect(partner.get(0)).toBe(3);
    expect(partner.get(1)).toBe(2);
  });

  test('an id that is used again opens a new conversation', () => {
    const { conversations } = pairFrames(
      told([
        [0, '>', [request('1')]],
        [1, '<', [reply('1')]],
        [2, '>', [request('1')]],
        [3, '<', [reply('1')]],
      ]),
    );
    expect(conversations.map(({ frames }) => frames)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  test('a subscription has its events beneath it until it is cancelled', () => {
    const event: Correlation = { id: 's', role: 'event' };
    const { conversations, unanswered } = pairFrames(
      told([
        [0, '>', [request('s')]],
        [1, '<', [event]],
        [2, '<', [event]],
        [3, '>', [{ id: 's', role: 'event', by: 'requester', ends: true }]],
        [4, '<', [event]],
      ]),
    );
    expect(conversations).toHaveLength(1);
    expect(conversations[0]).toMatchObject({ frames: [0, 1, 2, 3], endedAt: 3 });
    expect(conversations[0]!.latency).toBeUndefined();
    expect(unanswered).toEqual([]);
  });

  test('what is not answered is told, and an answer to nothing is no conversation', () => {
    const { conversations, unanswered, partner } = pairFrames(
      told([
        [0, '<', [reply('9')]],
        [1, '>', [request('1')]],
      ]),
    );
    expect(conversations.map(({ id }) => id)).toEqual(['1']);
    expect(unanswered.map(({ id }) => id)).toEqual(['1']);
    expect(partner.size).toBe(0);
  });

  test('messages of a batch pair one by one, and a heartbeat is no conversation', () => {
    const batch = [request('1'), request('2')].map((one) => ({
      kind: 'k',
      summary: one.id,
      fields: [],
      correlations: [one],
    }));
    const { conversations, partner } = pairFrames(
      told([
        [0, '>', [], { batch }],
        [5, '<', [reply('2')], { error: 'no' }],
        [6, '>', [request('ping')], { heartbeat: true }],
        [7, '<', [reply('ping')], { heartbeat: true }],
      ]),
    );
    expect(conversations.map(({ id, reply: by, error }) => [id, by, error])).toEqual([
      ['1', undefined, undefined],
      ['2', 1, 'no'],
    ]);
    expect(partner.get(2)).toBe(3);
  });
});
