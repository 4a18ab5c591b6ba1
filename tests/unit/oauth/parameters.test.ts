import { describe, expect, test } from 'vitest';
import {
  describeError,
  describeParameter,
  durationText,
  type ParameterContext,
  scopeWords,
} from '@/utils/oauth';
import { jwt } from './support/traffic';

const request: ParameterContext = { place: 'query', step: 'authorization_request' };
const callback: ParameterContext = { place: 'query', step: 'authorization_response' };
const token: ParameterContext = { place: 'request-body', step: 'token_request' };
const answer: ParameterContext = { place: 'response-body', step: 'token_request' };

describe('parameters explained', () => {
  test.each([
    [
      request,
      'response_type client_id redirect_uri scope state response_mode nonce display prompt max_age ui_locales id_token_hint login_hint acr_values claims registration code_challenge code_challenge_method resource audience authorization_details dpop_jkt request request_uri',
    ],
    [
      callback,
      'code state iss session_state id_token access_token token_type expires_in scope error error_description error_uri response',
    ],
    [
      token,
      'grant_type code redirect_uri client_id code_verifier refresh_token username password client_secret client_assertion client_assertion_type device_code subject_token subject_token_type actor_token requested_token_type audience resource assertion auth_req_id pre-authorized_code tx_code scope token token_type_hint',
    ],
    [
      answer,
      'access_token token_type expires_in refresh_token scope id_token authorization_details issued_token_type error error_description',
    ],
    [
      { place: 'response-body', step: 'device_authorization_request' },
      'device_code user_code verification_uri verification_uri_complete expires_in interval',
    ],
    [
      { place: 'response-body', step: 'discovery' },
      'issuer authorization_endpoint token_endpoint jwks_uri userinfo_endpoint revocation_endpoint introspection_endpoint end_session_endpoint code_challenge_methods_supported grant_types_supported',
    ],
    [
      { place: 'request-body', step: 'client_registration' },
      'redirect_uris token_endpoint_auth_method grant_types response_types client_name client_uri logo_uri scope contacts tos_uri policy_uri jwks_uri jwks software_id software_version software_statement',
    ],
    [
      { place: 'response-body', step: 'client_update_request' },
      'client_id client_secret client_id_issued_at client_secret_expires_at registration_access_token registration_client_uri application_type subject_type id_token_signed_response_alg error error_description',
    ],
    [{ place: 'request-header', step: 'client_delete_request' }, 'authorization dpop'],
    [
      { place: 'query', step: 'end_session_request' },
      'id_token_hint post_logout_redirect_uri client_id state logout_hint ui_locales',
    ],
    [
      { place: 'claim' },
      'iss sub aud exp nbf iat jti auth_time nonce acr amr azp at_hash c_hash s_hash sid scope client_id cnf act htm htu ath alg kid typ jwk',
    ],
    [{ place: 'request-header', step: 'token_request' }, 'authorization dpop'],
    [
      { place: 'response-header', step: 'resource_request' },
      'www-authenticate dpop-nonce cache-control date',
    ],
  ] as [ParameterContext, string][])(
    'every standard parameter of %o has a title, a text and a specification',
    (context, names) => {
      for (const name of names.split(' ')) {
        const described = describeParameter(name, '', context);
        expect(described.title, name).not.toBe(name);
        expect(described.text, name).toMatch(/^[A-Z“].{15,}[.?]$/s);
        expect(described.spec, name).toBeTruthy();
      }
    },
  );

  test('the same name is explained by where it stands', () => {
    const texts = [request, callback, token].map((context) => describeParameter('state', 'x', context).text);
    expect(new Set(texts).size).toBeGreaterThan(1);
    expect(describeParameter('code', 'x', callback).text).toContain('voucher');
    expect(describeParameter('code', 'x', token).text).toContain('redeemed');
    expect(describeParameter('iss', 'x', callback).spec).toContain('9207');
    expect(describeParameter('iss', 'x', { place: 'claim' }).spec).toContain('7519');
  });

  test('what a client is given is explained by what manages it', () => {
    const given: ParameterContext = { place: 'response-body', step: 'client_read_request' };
    expect(describeParameter('client_secret', 'x', given).text).toContain('a new one');
    expect(describeParameter('client_secret', 'x', token).text).toContain('password');
    expect(describeParameter('client_secret_expires_at', '0', given).here).toBe('Never.');
    expect(describeParameter('client_id_issued_at', '1700000000', given).here).toBe(
      '2023-11-14 22:13:20 UTC.',
    );
    expect(
      describeParameter('authorization', 'Bearer r', { ...given, place: 'request-header' }).spec,
    ).toContain('RFC 7592');
  });

  test('what a value means here is told', () => {
    const here = (name: string, value: string, context: ParameterContext) =>
      describeParameter(name, value, context).here;
    expect(here('response_type', 'code', request)).toContain('authorization code');
    expect(here('response_type', 'id_token code', request)).toContain('code and id_token');
    expect(here('code_challenge_method', 'plain', request)).toContain('S256');
    expect(here('prompt', 'none', request)).toContain('silent');
    expect(here('scope', 'openid repo', request)).toMatch(/OpenID Connect.*, repo$/);
    expect(here('expires_in', '3600', answer)).toBe('1 hour.');
    expect(here('expires_in', '3600000', answer)).toBe('41.7 days.');
    expect(here('expires_in', '99999999', answer)).toContain('milliseconds');
    expect(here('expires_in', 'soon', answer)).toContain('not a number');
    expect(here('exp', '1700000000', { place: 'claim' })).toBe('2023-11-14 22:13:20 UTC.');
    expect(here('access_token', jwt({}), answer)).toContain('JWT');
    expect(here('access_token', 'opaque', answer)).toContain('Opaque');
    expect(here('redirect_uri', 'http://127.0.0.1:3000/cb', request)).toContain('This machine');
    expect(here('redirect_uri', 'com.example:/cb', request)).toContain('own URL scheme');
    expect(here('authorization_details', '[{"type":"payment"}]', request)).toContain('payment');
    expect(here('error', 'login_required', callback)).toContain('sign in');
    expect(here('client_id', 'x', request)).toBeUndefined();
  });

  test('an explanation never repeats a secret', () => {
    for (const name of [
      'access_token',
      'refresh_token',
      'code',
      'client_secret',
      'authorization',
      'password',
    ]) {
      expect(JSON.stringify(describeParameter(name, 'Bearer s3cret-value', answer))).not.toContain('s3cret');
    }
  });

  test.each(['constructor', '__proto__', 'toString', 'x-own', ''])('%s is nobody’s standard', (name) => {
    const described = describeParameter(name, '__proto__', request);
    expect(described).toEqual({ title: name, text: expect.stringContaining('Not a standard parameter') });
  });

  test('a nested name is explained by its last part', () => {
    expect(describeParameter('authed_user.access_token', 'x', answer).title).toBe('Access token');
  });
});

describe('errors explained', () => {
  test.each([
    ...'invalid_request unauthorized_client access_denied unsupported_response_type invalid_scope server_error temporarily_unavailable'.split(
      ' ',
    ),
    ...'interaction_required login_required account_selection_required consent_required invalid_request_uri invalid_request_object'.split(
      ' ',
    ),
    ...'request_not_supported request_uri_not_supported registration_not_supported invalid_target invalid_authorization_details'.split(
      ' ',
    ),
    ...'invalid_dpop_proof invalid_client invalid_grant unsupported_grant_type use_dpop_nonce authorization_pending slow_down expired_token'.split(
      ' ',
    ),
    ...'invalid_token insufficient_scope insufficient_user_authentication'.split(' '),
  ])('%s has a meaning, causes and a specification', (code) => {
    const error = describeError(code)!;
    expect(error.text).toMatch(/^[A-Z].*\.$/s);
    expect(error.causes.length).toBeGreaterThan(0);
    expect(error.spec).toMatch(/RFC|OpenID/);
  });

  test('an unknown code has none', () => {
    expect(describeError('constructor')).toBeUndefined();
  });
});

test('scopes are split for showing on spaces, commas and plus signs', () => {
  expect(scopeWords('a b,c+d  e')).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [90, '90 seconds'],
  [120, '2 minutes'],
  [3_600, '1 hour'],
  [5_400, '90 minutes'],
  [86_400, '1 day'],
  [2_592_000, '30 days'],
])('%d seconds are %s', (seconds, text) => expect(durationText(seconds)).toBe(text));
