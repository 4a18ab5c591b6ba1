/** Ways in which a provider's documented interface differs from the specification. */
export type Trait =
  | 'no-response-type'
  | 'token-by-get'
  | 'no-token-type'
  | 'errors-with-200'
  | 'resource-guid'
  | 'no-openid-scope'
  | 'id-token-as-access-token'
  | 'issuer-elsewhere';

const VENDORS: readonly { name: string; hosts: RegExp; traits: readonly Trait[] }[] = [
  {
    name: 'Facebook',
    hosts: /(?:^|\.)facebook\.com$/,
    traits: ['no-response-type', 'token-by-get'],
  },
  { name: 'Naver', hosts: /^nid\.naver\.com$/, traits: ['token-by-get'] },
  {
    name: 'WeChat',
    hosts: /(?:^|\.)weixin\.qq\.com$/,
    traits: ['token-by-get', 'no-token-type', 'errors-with-200'],
  },
  { name: 'QQ', hosts: /^graph\.qq\.com$/, traits: ['token-by-get', 'no-token-type', 'errors-with-200'] },
  { name: 'TikTok', hosts: /(?:^|\.)tiktok(?:apis)?\.com$/, traits: ['no-token-type', 'errors-with-200'] },
  { name: 'GitHub', hosts: /^github\.com$/, traits: ['errors-with-200', 'no-response-type'] },
  { name: 'Slack', hosts: /(?:^|\.)slack\.com$/, traits: ['errors-with-200', 'no-response-type'] },
  { name: 'Notion', hosts: /^api\.notion\.com$/, traits: [] },
  {
    name: 'Microsoft Entra',
    hosts: /^(?:login\.microsoftonline\.com|login\.windows\.net)$/,
    traits: ['resource-guid', 'issuer-elsewhere'],
  },
  { name: 'Azure AD B2C', hosts: /\.b2clogin\.com$/, traits: ['issuer-elsewhere'] },
  { name: 'Apple', hosts: /^appleid\.apple\.com$/, traits: ['no-openid-scope'] },
  {
    name: 'Amazon API Gateway',
    hosts: /(?:^|\.)execute-api\.[\w-]+\.amazonaws\.com$/,
    traits: ['id-token-as-access-token'],
  },
  {
    name: 'Firebase',
    hosts: /(?:^|\.)(?:firebaseio\.com|firebasedatabase\.app|googleapis\.com)$/,
    traits: ['id-token-as-access-token'],
  },
];

/** The name of the provider at a URL whose documented way this is, or undefined. */
export function vendorWith(trait: Trait, url: string | undefined): string | undefined {
  const host = url === undefined ? undefined : URL.parse(url)?.hostname;
  if (host === undefined) return undefined;
  return VENDORS.find(({ hosts, traits }) => traits.includes(trait) && hosts.test(host))?.name;
}
