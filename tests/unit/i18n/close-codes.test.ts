import { expect, test } from 'vitest';
import { readProse } from '@/scripts/messages';
import { CLOSE_CODE_TEXTS } from '@/utils/websocket/close-codes';
import { CLOSER_REASONS } from '@/utils/websocket/closer';

test('every close code and range, and every way to know who closed, can be read in Korean, and nothing else is', () => {
  const wanted = [
    ...[...CLOSE_CODE_TEXTS.keys()].flatMap((id) => [`${id}.meaning`, `${id}.next`]),
    ...CLOSER_REASONS.map((id) => `closer.${id}`),
  ];
  const written = readProse().closeCodes ?? {};
  expect(Object.keys(written).sort()).toEqual(wanted.sort());
  for (const text of Object.values(written)) expect(text).toMatch(/[가-힣]/);
});
