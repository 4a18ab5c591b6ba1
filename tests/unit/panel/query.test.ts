import { describe, expect, test } from 'vitest';
import { matchesWords, parseQuery } from '@/utils/panel';
import { filterSockets, queryWithin } from '@/utils/panel/socket-list';
import { sockets } from './fixture';

describe('the filter', () => {
  test('reads words, directions, types and sizes', () => {
    expect(parseQuery('Tick dir:in type:text size:>1k size:<2.5m')).toEqual({
      words: ['tick'],
      sent: false,
      binary: false,
      largerThan: 1024,
      smallerThan: 2.5 * 1024 ** 2,
      errors: [],
    });
  });

  test.each([
    ['dir:up', 'dir: takes in or out, not “up”'],
    ['dir:__proto__', 'dir: takes in or out, not “__proto__”'],
    ['type:json', 'type: takes text or binary, not “json”'],
    ['size:1k', 'size: takes a bound such as >1k or <200, not “1k”'],
    ['size:>', 'size: takes a bound such as >1k or <200, not “>”'],
  ])('says of %s what it takes, and asks for nothing', (text, error) => {
    expect(parseQuery(text)).toEqual({ words: [], errors: [error] });
  });

  test('keeps quoted words together, also while the closing quote is not typed yet', () => {
    expect(parseQuery('"market order" x').words).toEqual(['market order', 'x']);
    expect(parseQuery('"market or').words).toEqual(['market or']);
  });

  test('takes a URL for a word, not for a key', () => {
    expect(parseQuery('wss://feed.example.com').words).toEqual(['wss://feed.example.com']);
  });

  test('matches whatever the case, and only where every word is', () => {
    expect(matchesWords(parseQuery('FEED stream'), 'wss://feed.example.com/v2/Stream')).toBe(true);
    expect(matchesWords(parseQuery('feed graph'), 'wss://feed.example.com/v2/stream')).toBe(false);
  });
});

describe('filtered connections', () => {
  const ordinals = (text: string, opened?: string) =>
    filterSockets(sockets, parseQuery(text), opened).map((socket) => socket.ordinal);

  test('are found by host, state, close code and number', () => {
    expect(ordinals('graph')).toEqual([4]);
    expect(ordinals('failed')).toEqual([2]);
    expect(ordinals('4401')).toEqual([1]);
    expect(ordinals('#5')).toEqual([5]);
  });

  test('are not found by the credential in their URL', () => {
    expect(sockets[0]!.url).toContain('eyJhbGci');
    expect(ordinals('eyJhbGci')).toEqual([]);
  });

  test('a word that the connection answers is not asked of its frames again', () => {
    expect(queryWithin(sockets[0]!, parseQuery('feed BTC-USD')).words).toEqual(['btc-usd']);
    const query = parseQuery('BTC-USD');
    expect(queryWithin(sockets[0]!, query)).toBe(query);
  });
});
