import { describe, expect, test } from 'vitest';
import { axisLabel, axisTicks } from '@/utils/panel/axis';
import { timelineLanes, timelineSpan, timelineTies } from '@/utils/panel/timeline';
import { emptySession, START, session } from './fixture';

const lanes = timelineLanes(session);
const lane = (label: string) => lanes.find((one) => one.label === label)!;

describe('the timeline', () => {
  test('has a lane for each flow and each connection, read downwards in time', () => {
    expect(lanes.map((one) => one.label)).toEqual(['F1', '#1', '#4', '#5', 'F2', '#6', '#2', '#3', '#7']);
  });

  test('draws a connection from creation through open to its close', () => {
    expect(lane('#4').segments.map(({ kind, from, to }) => [kind, from - START, to! - START])).toEqual([
      ['connecting', 5_200, 5_260],
      ['open', 5_260, 25_960],
      ['closing', 25_960, 26_000],
    ]);
  });

  test('what lives has no end, and what failed was never open', () => {
    expect(lane('#3').segments.at(-1)).toMatchObject({ kind: 'open', to: undefined });
    expect(lane('#7').segments).toEqual([{ kind: 'connecting', from: START + 57_900, to: undefined }]);
    expect(lane('#2').segments.map(({ kind }) => kind)).toEqual(['connecting']);
    expect(lane('#2').failed).toBe(true);
  });

  test('marks the expiry of the token that a connection carried', () => {
    const expiry = lane('#1').marks.find((mark) => mark.shape === 'expiry');
    expect(expiry?.at).toBe(START + 32_440);
    expect(expiry?.selection).toEqual({ kind: 'token', id: 't-acc1', flowId: 'f1' });
    expect(lane('#4').marks.map((mark) => mark.shape)).toEqual(['end']);
  });

  test('an expiry after the connection had ended is none of its marks', () => {
    const late = session.tokens.map((token) => ({ ...token, expiresAt: START + 34_241 }));
    const marks = timelineLanes({ ...session, tokens: late }).find((one) => one.label === '#1')!.marks;
    expect(marks.map((mark) => mark.shape)).toEqual(['use', 'error']);
  });

  test('marks an expiry once where a token came by two ways', () => {
    const doubled = { ...session, links: [...session.links, { ...session.links[0]!, where: 'message' }] };
    const marks = timelineLanes(doubled).find((one) => one.label === '#1')!.marks;
    expect(marks.filter((mark) => mark.shape === 'expiry')).toHaveLength(1);
  });

  test('gives each kind of step its shape', () => {
    expect(lane('F1').marks.map((mark) => mark.shape)).toEqual([
      'step',
      'step',
      'token',
      'use',
      'refresh',
      'use',
    ]);
    expect(lane('F2').marks.map((mark) => mark.shape)).toEqual(['step', 'error']);
  });

  test('marks on a connection what befell its login meanwhile: refresh, revocation and logout', () => {
    const long = session.sockets.map((socket) =>
      socket.id === 'r1.1' ? { ...socket, state: { phase: 'open' as const, since: START + 3_060 } } : socket,
    );
    const flows = session.flows.map((flow) =>
      flow.id === 'f1'
        ? { ...flow, state: { phase: 'ended' as const, at: START + 50_000, by: 'logout' as const } }
        : flow,
    );
    const tokens = session.tokens.map((token) =>
      token.id === 't-acc1' ? { ...token, revokedAt: START + 49_000 } : token,
    );
    const marks = timelineLanes({ ...session, sockets: long, flows, tokens }).find(
      (one) => one.label === '#1',
    )!.marks;
    expect(marks.map(({ shape, at, selection }) => [shape, at - START, selection.kind])).toEqual([
      ['use', 3_000, 'token'],
      ['expiry', 32_440, 'token'],
      ['revocation', 49_000, 'token'],
      ['refresh', 34_960, 'step'],
      ['logout', 50_000, 'flow'],
    ]);
  });

  test('draws the lives of a flow’s tokens, each kind on its own track', () => {
    const { bands, tracks } = lane('F1');
    expect(bands.map(({ tokenId, track, end }) => [tokenId, track, end])).toEqual([
      ['t-acc1', 0, 'expiry'],
      ['t-acc2', 0, 'expiry'],
      ['t-ref1', 1, undefined],
    ]);
    expect(tracks).toBe(2);
  });

  test('draws how long the token that a connection carried still held', () => {
    expect(lane('#1').bands.map(({ from, to }) => [from - START, to! - START])).toEqual([[3_000, 32_440]]);
    expect(lane('#2').bands).toEqual([]);
  });

  test('ties connections to the moment their token was issued', () => {
    expect(
      timelineTies(session, lanes).map(({ from, to }) => [
        from.lane,
        from.at - START,
        to.lane,
        to.at - START,
      ]),
    ).toEqual([
      [0, 2_440, 1, 3_000],
      [0, 2_440, 6, 34_420],
      [0, 34_960, 7, 35_400],
    ]);
  });

  test('reaches to the present and on to an expiry that is about to come', () => {
    const { from, to } = timelineSpan(session, START + 59_000);
    expect(from).toBe(START);
    expect(to).toBeGreaterThan(START + 64_960);
    expect(timelineSpan({ ...session, tokens: [] }, START + 59_000).to).toBeLessThan(START + 61_000);
  });

  test('of nothing is a second from now', () => {
    expect(timelineSpan(emptySession, START)).toEqual({ from: START, to: START + 1030 });
  });
});

describe('the axis', () => {
  test('steps as people count, as close as the width allows', () => {
    expect(axisTicks({ from: 0, to: 60_000 }, 720).map((tick) => tick.label)).toEqual([
      '0',
      '10 s',
      '20 s',
      '30 s',
      '40 s',
      '50 s',
      '1:00',
    ]);
    expect(axisTicks({ from: 500, to: 1500 }, 300).map((tick) => tick.at)).toEqual([500, 1000, 1500]);
  });

  test('never draws more ticks than fit, whatever the span', () => {
    for (const length of [0.5, 3, 1e3, 1e6, 1e9, 1e13]) {
      const ticks = axisTicks({ from: 0, to: length }, 1000);
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThan(16);
    }
    expect(axisTicks({ from: 5, to: 5 }, 1000)).toEqual([]);
    expect(axisTicks({ from: 0, to: 5 }, 0)).toEqual([]);
  });

  test('tells time as short as it can', () => {
    expect([0, 250, 1500, 150_000, 3_720_000].map(axisLabel)).toEqual([
      '0',
      '250 ms',
      '1.5 s',
      '2:30',
      '1:02:00',
    ]);
  });
});
