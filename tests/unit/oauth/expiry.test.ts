import { expect, test } from 'vitest';
import { deriveOAuth } from '@/utils/oauth';
import { AS, jwt, traffic } from './support/traffic';

const START = 1_700_000_000;

/** An access token that lives 8 seconds by its response, and ends at `exp` by itself. */
function accessToken(exp: number) {
  const on = traffic(START * 1000 + 700);
  on.fetch(
    `${AS}/token`,
    { form: { grant_type: 'client_credentials' } },
    { json: { access_token: jwt({ exp }), token_type: 'Bearer', expires_in: 8 } },
  );
  return deriveOAuth(on).tokens.find(({ kind }) => kind === 'access')!;
}

test('an access token ends at its own exp, to which its server holds it', () => {
  expect(accessToken(START + 8)).toMatchObject({ expiryFrom: 'exp', expiresAt: (START + 8) * 1000 });
});

test.each([-3600, 3600])('where the server’s clock is %i seconds off, its lifetime tells more', (off) => {
  const { expiryFrom, expiresAt, issuedAt } = accessToken(START + 8 + off);
  expect(expiryFrom).toBe('expires_in');
  expect(expiresAt).toBe(issuedAt! + 8_000);
});
