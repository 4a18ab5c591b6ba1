import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPayloadSlabs } from '@/utils/session/payload-slabs';

const payload = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.uint8Array({ maxLength: 40 }),
);

test('payloads that are read one after another are what was placed, texts of any script and bytes among them', () => {
  fc.assert(
    fc.property(fc.array(payload, { minLength: 20, maxLength: 120 }), fc.nat(), (payloads, again) => {
      const slabs = createPayloadSlabs();
      const placed = payloads.map((one) =>
        typeof one === 'string' ? slabs.placeText(one) : slabs.placeBytes(one),
      );
      const readAt = (at: number) => {
        const { slab, offset, length } = placed[at]!;
        return typeof payloads[at] === 'string'
          ? slabs.text(slab, offset, length)
          : slabs.bytes(slab, offset, length);
      };
      const plain = (one: string | Uint8Array) => (typeof one === 'string' ? one.toWellFormed() : [...one]);
      const all = payloads.map((_, at) => plain(readAt(at)));
      expect(all).toEqual(payloads.map(plain));
      const at = again % payloads.length;
      expect(plain(readAt(at))).toEqual(plain(payloads[at]!));
    }),
  );
});

test('what is placed after some was read ahead is read as well', () => {
  const slabs = createPayloadSlabs();
  const texts = Array.from({ length: 200 }, (_, n) => `{"tick":${n}}`);
  for (const text of texts) {
    const one = slabs.placeText(text);
    const other = slabs.placeText(`${text} and again`);
    expect(slabs.text(one.slab, one.offset, one.length)).toBe(text);
    expect(slabs.text(other.slab, other.offset, other.length)).toBe(`${text} and again`);
  }
});
