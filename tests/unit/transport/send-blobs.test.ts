import { describe, expect, test, vi } from 'vitest';
import { createBlobSender, type UnplacedPayload } from '@/utils/transport/send-blobs';

const MIB = 1 << 20;

function setUp() {
  const sent: { payload: UnplacedPayload; acknowledge: () => void }[] = [];
  const taken = vi.fn();
  const sender = createBlobSender((payload, acknowledge) => sent.push({ payload, acknowledge }), taken);
  const sentOf = (count: number) => vi.waitFor(() => expect(sent).toHaveLength(count));
  return { sent, taken, sender, sentOf };
}

const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, at) => at % 251);

describe('a payload that goes by itself', () => {
  test('is one message where it is small, told when that is acknowledged', async () => {
    const { sent, taken, sender, sentOf } = setUp();
    sender.take({ socket: 'r.1', seq: 3, blob: new Blob(['four']) });
    await sentOf(1);
    expect(sent[0]!.payload).toMatchObject({ kind: 'frame-payload', socket: 'r.1', seq: 3 });
    expect(sent[0]!.payload).not.toHaveProperty('part');
    expect(taken).not.toHaveBeenCalled();
    sent[0]!.acknowledge();
    expect(taken).toHaveBeenCalledTimes(1);
  });

  test('is parts where it is large, each sent when the one before was taken, and the same bytes', async () => {
    const { sent, taken, sender, sentOf } = setUp();
    const bytes = bytesOf(2 * MIB + 5);
    sender.take({ socket: 'r.1', seq: 0, blob: new Blob([bytes]) });
    const got = new Uint8Array(bytes.length);
    for (let count = 1; count <= 3; count++) {
      await sentOf(count);
      const { payload, part } = sent[count - 1]!.payload;
      expect(part).toEqual({ at: (count - 1) * MIB, of: bytes.length });
      got.set(new Uint8Array(payload as ArrayBuffer), part!.at);
      await new Promise((resolve) => setTimeout(resolve));
      expect(sent).toHaveLength(count);
      expect(taken).not.toHaveBeenCalled();
      sent[count - 1]!.acknowledge();
    }
    await vi.waitFor(() => expect(taken).toHaveBeenCalledTimes(1));
    expect(got).toEqual(bytes);
  });

  test('waits for the large one before it, while small ones pass', async () => {
    const { sent, sender, sentOf } = setUp();
    sender.take({ socket: 'r.1', seq: 0, blob: new Blob([bytesOf(MIB + 1)]) });
    sender.take({ socket: 'r.1', seq: 1, blob: new Blob([bytesOf(MIB + 1)]) });
    sender.take({ socket: 'r.1', seq: 2, blob: new Blob(['x']) });
    await sentOf(2);
    expect(sent.map(({ payload }) => payload.seq).sort()).toEqual([0, 2]);
    sent.find(({ payload }) => payload.seq === 0)!.acknowledge();
    await sentOf(3);
    sent[2]!.acknowledge();
    await sentOf(4);
    expect(sent[3]!.payload).toMatchObject({ seq: 1, part: { at: 0 } });
  });

  test('begins anew for a receiver that has lost its beginning, and ends with nobody', async () => {
    const { sent, taken, sender, sentOf } = setUp();
    sender.take({ socket: 'r.1', seq: 0, blob: new Blob([bytesOf(2 * MIB)]) });
    await sentOf(1);
    sent[0]!.acknowledge();
    await sentOf(2);
    sender.restart();
    await sentOf(3);
    expect(sent[2]!.payload.part).toEqual({ at: 0, of: 2 * MIB });
    // The acknowledgement of before means nothing any more.
    sent[1]!.acknowledge();
    sender.stop();
    sent[2]!.acknowledge();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent).toHaveLength(3);
    expect(taken).not.toHaveBeenCalled();
  });

  test('says so where it cannot be read, and the next one follows', async () => {
    const { sent, taken, sender, sentOf } = setUp();
    const gone = new Blob([bytesOf(MIB + 1)]);
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) as Blob;
    sender.take({ socket: 'r.1', seq: 0, blob: gone });
    sender.take({ socket: 'r.1', seq: 1, blob: new Blob([bytesOf(MIB + 1)]) });
    await sentOf(1);
    expect(sent[0]!.payload).toMatchObject({ seq: 0, unreadable: true });
    sent[0]!.acknowledge();
    await sentOf(2);
    expect(sent[1]!.payload).toMatchObject({ seq: 1, part: { at: 0, of: MIB + 1 } });
    expect(taken).toHaveBeenCalledTimes(1);
  });
});
