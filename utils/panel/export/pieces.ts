import { createBreath, type Work } from '../slices';

/** Text that is gathered before it goes on: many small pieces cost more than their bytes. */
const GATHERED = 128 * 1024;

/**
 * Writes pieces of text into a blob, packed or not, resting between them. Only a piece is in memory as text: the blob's
 * bytes are the browser's to keep.
 */
export async function blobOf(
  pieces: Iterable<string>,
  { type, packed, share, ...work }: Work & { type: string; packed: boolean; share: () => number },
): Promise<Blob> {
  const breath = createBreath(work);
  const { readable, writable } = packed
    ? new CompressionStream('gzip')
    : new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const whole = new Response(readable, { headers: { 'Content-Type': type } }).blob();
  // Told where it is awaited; an aborted writing has nobody who waits.
  whole.catch(() => {});
  const writer = (writable as WritableStream<Uint8Array<ArrayBuffer>>).getWriter();
  const encoder = new TextEncoder();
  let gathered = '';
  try {
    for (const piece of pieces) {
      gathered += piece;
      if (gathered.length >= GATHERED) {
        await writer.write(encoder.encode(gathered));
        gathered = '';
      }
      await breath(share);
    }
    await writer.write(encoder.encode(gathered));
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => {});
    throw error;
  }
  return whole;
}
