import { afterEach, describe, expect, test } from 'vitest';
import { find, openReader } from '@/utils/panel/decoding/reader';
import type { UserAnswer, UserQuestion } from '@/utils/panel/decoding/user/messages';
import { createRemote } from '@/utils/panel/decoding/user/remote';
import { decoderChoice, savedChoice, withChoice } from '@/utils/panel/saved-decoders';
import { frame } from '../decoders/samples';

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

type Answers = (question: UserQuestion) => unknown;
const HANGS = Symbol('hangs');

/** A user's decoder that answers so; the patience with one that hangs is over at once. */
function running(id: string, answers: Answers) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  let giveUp = () => {};
  port2.onmessage = ({ data }: MessageEvent<UserQuestion>) => {
    let said: UserAnswer;
    try {
      const value = answers(data);
      if (value === HANGS) return giveUp();
      said = { value };
    } catch (error) {
      said = { error: (error as Error).message };
    }
    port2.postMessage(said);
  };
  return createRemote({ id, title: id, port: port1 }, (run) => {
    giveUp = run;
  });
}

const context = { url: 'wss://x.example/', subprotocol: '', offered: [], frames: [frame('{"a":1}')] };

describe('a user’s own decoders', () => {
  test('the surest is taken, a user’s own before ours where they are as sure', async () => {
    const own = [
      running('user:a', () => ({ confidence: 0.4, rule: 'a guess' })),
      running('user:b', () => ({ confidence: 0.9, rule: 'it says so' })),
    ];
    const found = await find(context, {}, own);
    expect(found.detected).toEqual({
      protocol: { id: 'user:b', title: 'user:b' },
      confidence: 0.9,
      rule: 'it says so',
    });
    expect((await find(context, {}, own.slice(0, 1))).detected.protocol.id).toBe('json');
    expect((await find(context, { protocol: 'user:a' }, own)).detected).toMatchObject({ confidence: 1 });
  });

  test('one that throws, hangs or says nonsense has recognised nothing', async () => {
    const own = [
      running('user:throws', () => {
        throw new Error('no');
      }),
      running('user:hangs', () => HANGS),
      running('user:nonsense', () => ({ confidence: 'very' })),
    ];
    expect((await find(context, {}, own)).detected.protocol.id).toBe('json');
  });

  test('reads frames, held to the form of ours; what it throws is why a frame was not decoded', async () => {
    const remote = running('user:a', (question) => {
      if (question.type === 'open') return { stateful: true };
      if (question.type !== 'decode') return undefined;
      if (question.frame.payload === 'bad') throw new Error('what is this?');
      return { kind: 'TICK', summary: String(question.frame.payload), fields: { price: 7 } };
    });
    const choice = { protocol: 'user:a' };
    const reader = await openReader(context, choice, await find(context, choice, [remote]));
    expect(reader.stateful).toBe(true);
    expect(await reader.decode(frame('ACME'))).toEqual({
      kind: 'TICK',
      summary: 'ACME',
      fields: [{ name: 'price', value: 7 }],
    });
    expect(await reader.decode(frame('bad'))).toMatchObject({ error: 'not decoded: what is this?' });
    expect(await reader.decode(frame('', { missing: 'dropped', payload: undefined }))).toMatchObject({
      error: 'not decoded: its payload was not kept',
    });
  });

  test('one that cannot be opened says why', async () => {
    const remote = running('user:a', () => {
      throw new Error('it exports no function createDecoder');
    });
    const choice = { protocol: 'user:a' };
    const opened = openReader(context, choice, await find(context, choice, [remote]));
    await expect(opened).rejects.toThrow('createDecoder');
  });

  test('a choice of one that was removed falls back on detection', async () => {
    const found = await find(context, { protocol: 'user:gone' }, []);
    expect(found.detected.protocol.id).toBe('json');
    expect((await openReader(context, { protocol: 'user:gone' }, found)).detected.protocol.id).toBe('json');
  });
});

describe('what connections are read as', () => {
  const url = 'wss://api.example/rooms/4711?token=a';

  test('is remembered for connections of the same pattern, and forgotten when it is empty', () => {
    const saved = withChoice({}, url, { protocol: 'mqtt', sent: '' });
    expect(saved).toEqual({ 'wss://api.example/rooms/*': { protocol: 'mqtt' } });
    expect(savedChoice(saved, 'wss://api.example/rooms/9')).toEqual({ protocol: 'mqtt' });
    expect(savedChoice(saved, 'wss://api.example/__proto__')).toEqual({});
    expect(withChoice(saved, url, { protocol: '' })).toEqual({});
  });

  test('a schema is told by its source; one that is gone is none', () => {
    const schemas = [
      { id: 's', title: 'a.proto', source: { proto: ['message M {}'] } },
      { id: 'd', title: 'a.pb', source: { descriptors: 'AQI=' } },
    ];
    const choice = { protocol: 'protobuf', sent: 'M' };
    expect(decoderChoice({ ...choice, schema: 's' }, schemas).schema).toEqual({
      source: ['message M {}'],
      sent: 'M',
      received: undefined,
    });
    expect(decoderChoice({ ...choice, schema: 'd' }, schemas).schema?.source).toEqual(new Uint8Array([1, 2]));
    expect(decoderChoice({ ...choice, schema: 'gone' }, schemas).schema).toBeUndefined();
  });
});
