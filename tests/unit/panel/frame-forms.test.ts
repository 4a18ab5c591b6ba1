import { expect, test } from 'vitest';
import { type FrameFacts, writeFrames } from '@/utils/panel/frame-forms';

const frame: FrameFacts = { at: 0, sent: true, binary: false, size: 6, payload: '# `hi`' };
const peer = { url: 'wss://api.example/feed', protocols: [] };

test('as Markdown a frame is a line that says which it is, and its payload as it is', () => {
  expect(writeFrames('markdown', [frame], peer)).toBe(
    '1970-01-01T00:00:00.000Z sent 6 B\n\n```\n# `hi`\n```',
  );
});

test('hex dumps of several frames stand under comments', () => {
  const dump = '00000000  23 20 60 68 69 60                                 # `hi`';
  expect(writeFrames('hex', [frame], peer)).toBe(dump);
  expect(writeFrames('hex', [frame, frame], peer)).toBe(
    [1, 2].map(() => `# 1970-01-01T00:00:00.000Z sent 6 B\n${dump}`).join('\n\n'),
  );
});
