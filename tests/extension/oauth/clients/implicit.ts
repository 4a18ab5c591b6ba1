import { configuration, offer, run } from '../page/offer.ts';

const { issuer } = configuration();
const fragment = new URLSearchParams(location.hash.slice(1));

offer({});
const token = fragment.get('access_token');
if (token) {
  await run('callback', async () => {
    const response = await fetch(`${issuer}me`, { headers: { authorization: `Bearer ${token}` } });
    // Chrome has no body for DevTools of an answer that nobody has read.
    await response.json();
  });
}
