/** What a name says of its value: the word for the receipt, or undefined where the value may stay. */
export function secretKind(name: string, value: string): string | undefined {
  const { plain, secretFrom } = ruleOf(name);
  if (secretFrom === undefined || value.length < secretFrom) return undefined;
  return /^(true|false|null|undefined|none|\d{1,2})$/i.test(value) ? undefined : plain;
}

/** Personal data by name; `claims` says that the object speaks of a person (it has a `sub`). */
export function personalKind(name: string, claims: boolean): string | undefined {
  const { plain, personal } = ruleOf(name);
  return personal === 'always' || (claims && personal === 'claim') ? plain : undefined;
}

/** Values of these names make the protocol readable and are nobody's secret: they stay at every level. */
export function isPublicName(name: string): boolean {
  const { plain } = ruleOf(name);
  return PUBLIC.has(plain) || /_(endpoint|supported|uri|type|method|in|at|alg)$/.test(plain);
}

/** Whether a name carries a credential that may be short: `code`, `key`, `sid` and their like. */
export function isShortForm(name: string): boolean {
  const { plain } = ruleOf(name);
  return plain === 'code' || SHORT_FORMS.test(plain);
}

interface Rule {
  /** The name as the receipt shows it. */
  plain: string;
  /** Values of at least this length are secret. */
  secretFrom?: number;
  personal?: 'always' | 'claim';
}

/** Names repeat with every frame of a flood; each is judged once. */
const rules = new Map<string, Rule>();
const RULES_KEPT = 10_000;

function ruleOf(name: string): Rule {
  let rule = rules.get(name);
  if (!rule) {
    const plain = snakeCase(name);
    const personal = PERSONAL.has(plain) ? 'always' : CLAIMS.has(plain) ? 'claim' : undefined;
    rule = { plain, secretFrom: secretFrom(plain), personal };
    if (rules.size >= RULES_KEPT) rules.clear();
    rules.set(name, rule);
  }
  return rule;
}

function secretFrom(plain: string): number | undefined {
  if (SHORT_FORMS.test(plain)) return 8;
  // `code` is a close code, a currency, an error as often as an authorization code: those are short.
  if (/(^|_)code$/.test(plain)) return plain === 'user_code' ? 1 : 12;
  return SECRET_ENDING.test(plain) || SECRET_NAMES.has(plain) ? 1 : undefined;
}

/** A name as the receipt writes it: `accessToken` and `Access-Token` are `access_token`. */
export function snakeCase(name: string): string {
  return name
    .slice(0, 100)
    .replace(/\[\]$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '_');
}

const SECRET_ENDING =
  /(token|secret|password|passwd|passphrase|passcode|api_?key|assertion|credential|cookie|private_key|access_key|jwt)s?$/;

const SECRET_NAMES: ReadonlySet<string> = new Set([
  'pwd',
  'pass',
  'otp',
  'totp',
  'pin',
  'code_verifier',
  'auth_req_id',
  'id_token_hint',
  'saml_response',
  'samlresponse',
  'authorization',
  'proxy_authorization',
  'x_amz_security_token',
  'x_amz_signature',
  'session_id',
  'sessionid',
  'session_state',
  'phpsessid',
  'jsessionid',
  'connect_sid',
]);

/** Names that carry credentials, and as often a word or a flag. */
const SHORT_FORMS = /^(auth|bearer|sid|session|ticket|sig|signature|csrf|xsrf|key)$/;

const PERSONAL: ReadonlySet<string> = new Set([
  'email',
  'e_mail',
  'phone',
  'phone_number',
  'mobile',
  'birthdate',
  'ssn',
  'given_name',
  'family_name',
  'middle_name',
  'preferred_username',
  'username',
  'user_name',
  'login',
  'login_hint',
  'street_address',
]);

const CLAIMS: ReadonlySet<string> = new Set([
  'sub',
  'name',
  'nickname',
  'picture',
  'profile',
  'sid',
  'address',
  'upn',
  'unique_name',
]);

const PUBLIC: ReadonlySet<string> = new Set([
  'alg',
  'aud',
  'audience',
  'azp',
  'client_id',
  'code_challenge',
  'display',
  'enc',
  'error',
  'event',
  'htm',
  'htu',
  'iss',
  'issuer',
  'kid',
  'method',
  'op',
  'prompt',
  'resource',
  'response_mode',
  'scope',
  'token_type_hint',
  'typ',
  'type',
]);
