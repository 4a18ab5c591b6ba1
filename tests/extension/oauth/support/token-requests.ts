import type { Asked } from './ask.ts';

export const URN = 'urn:ietf:params:oauth:grant-type';

/** A token response with a token of its own. */
export const issued = (more: Record<string, unknown> = {}) => ({
  access_token: `${crypto.randomUUID()}${crypto.randomUUID()}`,
  token_type: 'Bearer',
  expires_in: 600,
  ...more,
});

export interface Row {
  fields: Record<string, string>;
  as?: Asked['as'];
  answer?: unknown;
  mime?: string;
  /** The outline's first line, its client, and its scopes. */
  flow: readonly [grant: string, client: string, scope: string];
}

export const credentials = {
  grant_type: 'client_credentials',
  client_id: 'odd',
  client_secret: 's',
  scope: 'api',
};
const POSTED = ['client_credentials', 'odd confidential, client_secret_post', 'api → api'] as const;
const MFA = 'http://auth0.com/oauth/grant-type/mfa-otp';
const XML = '<OAuth><access_token>xml-at</access_token><token_type>bearer</token_type></OAuth>';
const FORM = 'access_token=form-at&token_type=bearer';

/** Grants that one token request is, bodies that pages write, and answers that servers give. */
export const ROWS: readonly Row[] = [
  {
    fields: { grant_type: `${URN}:saml2-bearer`, assertion: 'PHNhbWw-', client_id: 'odd', scope: 'api' },
    flow: ['saml2_bearer', 'odd public, none', 'api → api'],
  },
  {
    fields: { grant_type: `${URN}:pre-authorized_code`, 'pre-authorized_code': 'offered', tx_code: '1' },
    flow: ['pre_authorized_code', 'undefined public, none', '- → -'],
  },
  {
    fields: { grant_type: MFA, mfa_token: 'm', client_id: 'odd' },
    flow: [MFA, 'odd public, none', '- → -'],
  },
  { fields: credentials, as: 'json', flow: POSTED },
  { fields: credentials, as: 'multipart', flow: POSTED },
  { fields: credentials, as: 'bytes', flow: POSTED },
  { fields: credentials, answer: FORM, mime: 'application/x-www-form-urlencoded', flow: POSTED },
  { fields: credentials, answer: XML, mime: 'application/xml', flow: POSTED },
  { fields: credentials, answer: { status: 0, body: issued() }, flow: POSTED },
  // Too large to be kept whole.
  { fields: credentials, answer: issued({ padding: 'x'.repeat(1_500_000) }), flow: POSTED },
];
