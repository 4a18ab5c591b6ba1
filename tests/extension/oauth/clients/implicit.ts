import { configuration, offer, run } from '../page/offer.ts';

const { issuer } = configuration();
const fragment = new URLSearchParams(location.hash.slice(1));

offer({});
const token = fragment.get('access_token');
if (token) {
  await run('callback', () => fetch(`${issuer}me`, { headers: { authorization: `Bearer ${token}` } }));
}
