import { expect, test } from 'vitest';
import { createInteractions } from '@/utils/capture/interactions';
import { NOTHING_LEARNED } from '@/utils/oauth/qualify';
import type { RequestStarted } from '@/utils/session/observations';

const hop = (url: string): RequestStarted => ({
  kind: 'request-started',
  at: 1,
  place: { tabId: 1, frameId: 0 },
  requestId: url,
  hop: 0,
  url,
  method: 'GET',
  type: 'main_frame',
});

test('the page that asks whether to sign out, and its answer, belong to the logout; the way home ends it', () => {
  const interactions = createInteractions(NOTHING_LEARNED);
  interactions.saw(hop('https://as.test/session/end'), 'logout', true);
  const answer = hop('https://as.test/session/end/confirm');
  expect(interactions.includes(answer)).toBe(true);
  interactions.saw(answer, 'authorization-interaction', true);
  const home = hop('https://app.test/');
  interactions.saw(home, undefined, true);
  expect(interactions.includes(home)).toBe(false);
  expect(interactions.includes(answer)).toBe(false);
});

test('a sign-in after a logout may go through other servers again', () => {
  const interactions = createInteractions(NOTHING_LEARNED);
  interactions.saw(hop('https://as.test/session/end'), 'logout', true);
  interactions.saw(hop('https://as.test/auth'), 'authorization-request', true);
  interactions.saw(hop('https://idp.test/login'), undefined, true);
  expect(interactions.includes(hop('https://idp.test/password'))).toBe(true);
});
