import { describe, expect, test } from 'vitest';
import { knownAddresses, TELLING_ADDRESSES } from '@/utils/capture/telling-addresses';

/** Whether one of the match patterns takes a URL: its path and query (MDN, "Match patterns"). */
function matches(url: string, endpoints: string[] = []): boolean {
  const { hostname, pathname, search } = new URL(url);
  return [...TELLING_ADDRESSES, ...knownAddresses(endpoints)].some((pattern) => {
    const [, host, path] = /^\*:\/\/([^/]+)(\/.*)$/.exec(pattern)!;
    const parts = path!.split('*').map((part) => part.replace(/[.?+^${}()|[\]\\]/g, '\\$&'));
    return (host === '*' || host === hostname) && new RegExp(`^${parts.join('.*')}$`).test(pathname + search);
  });
}

describe('addresses of endpoints are heard before anything of OAuth was seen', () => {
  test.each([
    'https://github.com/login/oauth/access_token',
    'https://oauth2.googleapis.com/token',
    'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    'https://tenant.auth0.com/oauth/token',
    'https://kauth.kakao.com/oauth/token',
    'https://nid.naver.com/oauth2.0/token?grant_type=authorization_code',
    'https://slack.com/api/oauth.v2.access',
    'https://slack.com/api/openid.connect.token',
    'https://graph.facebook.com/v19.0/oauth/access_token',
    'https://api.weixin.qq.com/sns/oauth2/access_token?appid=a',
    'https://qyapi.weixin.qq.com/cgi-bin/gettoken',
    'https://open.tiktokapis.com/v2/oauth/token/',
    'https://www.linkedin.com/oauth/v2/accessToken',
    'https://wbsapi.withings.net/v2/oauth2',
    'https://id.example/realms/a/protocol/openid-connect/token',
    'https://as.example/par',
    'https://as.example/device/auth',
    'https://as.example/bc-authorize',
    'https://as.example/introspect',
    'https://as.example/revoke',
    'https://as.example/oauth2/v1/keys',
    'https://as.example/common/discovery/v2.0/keys',
    'https://as.example/.well-known/openid-configuration',
    'https://api.example/.well-known/oauth-protected-resource/mcp',
    'https://as.example/OAuth2/Token',
  ])('%s', (url) => expect(matches(url)).toBe(true));
});

test.each([
  'https://shop.example/api/items/12.json?v=0.5',
  'https://shop.example/graphql',
  'https://shop.example/search?q=zip&postcode=4711',
])('an ordinary address is not: %s', (url) => expect(matches(url)).toBe(false));

test('an endpoint that is known is, at every port, and one that no pattern can name does no harm', () => {
  const endpoints = ['https://as.example:8443/v3/issue', 'http://[::1]:3000/v3/issue', 'nonsense'];
  expect(matches('https://as.example:8443/v3/issue', endpoints)).toBe(true);
  expect(matches('https://as.example/v3/other', endpoints)).toBe(false);
  expect(knownAddresses(endpoints)).toHaveLength(1);
});
