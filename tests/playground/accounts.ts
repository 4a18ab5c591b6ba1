import type { FindAccount } from 'oidc-provider';

/** The one resource owner. The login page shows name and password, as a demonstration may. */
export const account = {
  id: 'ada',
  name: 'Ada Lovelace',
  email: 'ada@playground.example',
  username: 'ada',
  password: 'analytical-engine',
};

export const passwordMatches = (username: string | null, password: string | null): boolean =>
  username === account.username && password === account.password;

export const findAccount: FindAccount = (_ctx, subject) =>
  subject === account.id
    ? {
        accountId: account.id,
        claims: () => ({
          sub: account.id,
          name: account.name,
          preferred_username: account.username,
          email: account.email,
        }),
      }
    : undefined;
