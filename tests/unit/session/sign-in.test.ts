import { describe, expect, test } from 'vitest';
import { createSessionFold } from '@/utils/session';
import { signIn } from '../support/sign-in';

function fold() {
  const session = createSessionFold();
  session.apply(signIn());
  return session;
}

describe('a sign-in and its sockets, side by side', () => {
  test('is one flow with the sockets among its steps', () => {
    const { flows } = fold().session;
    expect(
      flows.map(({ grant, socketIds, resourceServers }) => ({ grant, socketIds, resourceServers })),
    ).toEqual([
      {
        grant: 'authorization_code',
        socketIds: ['r.1', 'r.2'],
        resourceServers: ['https://api.example', 'wss://api.example'],
      },
    ]);
    const kinds = flows[0]!.steps.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'websocket_use')).toHaveLength(4);
    expect(kinds.indexOf('refresh_request')).toBeGreaterThan(kinds.indexOf('websocket_use'));
    expect(flows[0]!.steps.map(({ number }) => number)).toEqual(kinds.map((_, i) => i + 1));
  });

  test('tells in one story why the socket closed and what came after', () => {
    const { stories } = fold().session;
    expect(stories.map(({ kind, socketId }) => `${kind} ${socketId}`)).toEqual([
      'authenticated r.1',
      'reconnected-with-new-token r.2',
      'authenticated r.2',
    ]);
  });

  test('is the same when the journal comes in any order', () => {
    const straight = fold().session;
    const turned = createSessionFold();
    for (const seen of signIn().toReversed()) turned.apply([seen]);
    expect(turned.session.flows).toEqual(straight.flows);
    expect(turned.session.stories).toEqual(straight.stories);
  });

  test('keeps flows, tokens and links while frames come in', () => {
    const session = fold();
    const before = session.session;
    session.apply(
      signIn().map((seen) => (seen.kind === 'socket-frames' ? { ...seen, seqs: [3, 4, 5] } : seen)),
    );
    expect(session.session.sockets[0]).not.toBe(before.sockets[0]);
    expect(session.session.flows[0]).toBe(before.flows[0]);
    expect(session.session.tokens).toBe(before.tokens);
  });
});
