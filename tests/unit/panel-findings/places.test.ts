import { expect, test } from 'vitest';
import type { Evidence } from '@/utils/checks';
import { createPlaces } from '@/utils/panel/findings/places';
import { session } from '../panel/fixture';
import { evidence } from './support';

const places = createPlaces(session);

test.each<[Omit<Evidence, 'quote'>, string, object]>([
  [
    { stepId: 'f1.x3/token_request', exchangeId: 'f1.x3' },
    'F1 step 3, Token request',
    { kind: 'step', id: 'f1.x3/token_request', flowId: 'f1' },
  ],
  [{ exchangeId: 'f1.x1' }, 'F1 step 1, Authorization request', { kind: 'step' }],
  [{ socketId: 'r1.2' }, '#2', { kind: 'socket', id: 'r1.2' }],
  [{ socketId: 'r1.2', frame: 4 }, '#2 frame 5', { kind: 'frame', socketId: 'r1.2', seq: 4 }],
  [{ socketId: 'r1.2', exchangeId: 'h1' }, '#2 handshake', { kind: 'exchange', id: 'h1', socketId: 'r1.2' }],
  [{ socketId: 'r1.1', tokenId: 't-acc1' }, '#1', { kind: 'socket' }],
  [{ tokenId: 't-acc1' }, 'F1 access token', { kind: 'token', id: 't-acc1', flowId: 'f1' }],
])('evidence %o is found at “%s”', (at, label, selection) => {
  const place = places.ofEvidence(evidence(at));
  expect(place?.label).toBe(label);
  expect(place?.selection).toMatchObject(selection);
});

test.each<[Omit<Evidence, 'quote'>]>([
  [{ stepId: 'gone' }],
  [{ socketId: '__proto__.1', frame: 1 }],
  [{ tokenId: 'constructor' }],
  [{}],
])('evidence %o that the session does not hold is nowhere', (at) => {
  expect(places.ofEvidence(evidence(at))).toBeUndefined();
});
