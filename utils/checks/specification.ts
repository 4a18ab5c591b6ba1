import type { SpecificationReference } from './model';

/** A section of an RFC. */
export function rfc(number: number, section: string): SpecificationReference {
  return {
    name: `RFC ${number}`,
    section,
    url: `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}`,
  };
}

const openid = (name: string, file: string) => (section: string) => ({
  name,
  section,
  url: `https://openid.net/specs/${file}.html#rfc.section.${section}`,
});

export const openidCore = openid('OpenID Connect Core 1.0', 'openid-connect-core-1_0');
export const multipleResponseTypes = openid(
  'OAuth 2.0 Multiple Response Type Encoding Practices',
  'oauth-v2-multiple-response-types-1_0',
);
export const rpInitiatedLogout = openid(
  'OpenID Connect RP-Initiated Logout 1.0',
  'openid-connect-rpinitiated-1_0',
);
export const formPost = openid('OAuth 2.0 Form Post Response Mode', 'oauth-v2-form-post-response-mode-1_0');

const page = (name: string, url: string) => (section: string) => ({ name, section, url });

export const jarm = page(
  'JWT Secured Authorization Response Mode (JARM)',
  'https://openid.net/specs/oauth-v2-jarm.html',
);
export const fapi2 = page(
  'FAPI 2.0 Security Profile',
  'https://openid.net/specs/fapi-security-profile-2_0-final.html',
);
export const oauth21 = page('OAuth 2.1', 'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1');
export const browserBasedApps = page(
  'OAuth 2.0 for Browser-Based Applications',
  'https://datatracker.ietf.org/doc/html/draft-ietf-oauth-browser-based-apps',
);
export const fetchStandard = page('Fetch', 'https://fetch.spec.whatwg.org/#http-cors-protocol');
export const mixedContent = page('Mixed Content', 'https://www.w3.org/TR/mixed-content/');
export const websocketSecurity = page(
  'OWASP WebSocket Security Cheat Sheet',
  'https://cheatsheetseries.owasp.org/cheatsheets/WebSocket_Security_Cheat_Sheet.html',
);
export const oauthErrorRegistry = page(
  'IANA OAuth Parameters',
  'https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#extensions-error',
);

/** How a reference is read: "RFC 9700 §2.1.1". */
export function citation({ name, section }: SpecificationReference): string {
  return /^\d/.test(section) ? `${name} §${section}` : `${name}, ${section}`;
}
