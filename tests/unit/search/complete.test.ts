import { describe, expect, test } from 'vitest';
import { applySuggestion, complete } from '@/utils/search/complete';

const known = {
  connections: [1, 2, 12],
  hosts: ['feed.example.com'],
  grants: ['device_code'],
  clients: ['my app'],
};
const inserts = (text: string, caret = text.length) =>
  complete(text, caret, known).suggestions.map(({ insert }) => insert);
const applied = (text: string, at = 0, caret = text.length) => {
  const completion = complete(text, caret, known);
  return applySuggestion(text, completion, completion.suggestions[at]!);
};

describe('completion', () => {
  test('offers the names of terms, and operators where there is something to join', () => {
    expect(inserts('')).toEqual(expect.arrayContaining(['dir:', 'json:', 'not ']));
    expect(inserts('')).not.toContain('or ');
    expect(inserts('a ')).toContain('or ');
    expect(inserts('s')).toEqual(['size:', 'state:']);
    expect(inserts('(si')).toEqual(['size:']);
    expect(inserts('xyz')).toEqual([]);
  });

  test('offers values, of the session too', () => {
    expect(inserts('dir:')).toEqual(['dir:in', 'dir:out']);
    expect(inserts('conn:1')).toEqual(['conn:12']);
    expect(inserts('url:ex')).toEqual(['url:feed.example.com']);
    expect(inserts('client:')).toEqual(['client:"my app"']);
    expect(inserts('constructor:')).toEqual([]);
  });

  test('leaves quotes and expressions alone', () => {
    expect(inserts('"di')).toEqual([]);
    expect(inserts('/di/')).toEqual([]);
  });

  test('takes the place of the word at the caret and goes on behind it', () => {
    expect(applied('a dir:o b', 0, 7)).toEqual({ text: 'a dir:out b', caret: 10 });
    expect(applied('di')).toEqual({ text: 'dir:', caret: 4 });
    expect(applied('json:')).toEqual({ text: 'json:$.', caret: 7 });
  });
});
