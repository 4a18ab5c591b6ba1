import { configuration, offer } from '../page/offer.ts';

/** What looks like OAuth and is not. */
const { mock, odd } = configuration();

const frame = (src: string) =>
  new Promise((resolve) => {
    const element = document.body.appendChild(document.createElement('iframe'));
    element.addEventListener('load', resolve, { once: true });
    element.src = src;
  });

function post(action: string, fields: Record<string, string>) {
  const target = document.createElement('iframe');
  target.name = 'posted';
  document.body.append(target);
  const form = document.body.appendChild(document.createElement('form'));
  Object.assign(form, { method: 'post', action, target: target.name });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement('input'), { name, value, type: 'hidden' }));
  }
  const loaded = new Promise((resolve) => target.addEventListener('load', resolve, { once: true }));
  form.submit();
  return loaded;
}

async function all() {
  await fetch(`${odd}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'ada', password: 'engine' }),
  });
  await fetch(`${odd}/request_token`, {
    method: 'POST',
    headers: { authorization: 'OAuth oauth_consumer_key="k", oauth_signature="s"' },
  });
  await fetch(`${odd}/oauth/token.css`);
  await fetch(`${odd}/search?scope=all&state=open&client_id=4`);
  new Image().src = `${odd}/pixel.gif?client_id=a&response_type=code&redirect_uri=https://a.example&scope=x`;
  await frame(`${odd}/pay/return?code=4711&state=paid`);
  await frame(`${odd}/saml?SAMLRequest=PHNhbWw%2B&RelayState=r`);
  await frame(`${odd}/cart?error=invalid_request&item=3`);
  await post(`${odd}/acs`, { SAMLResponse: 'PHNhbWw+', RelayState: 'r' });
  await frame(`${odd}/cb?oauth_token=a&oauth_verifier=b&state=s`);
  // The last word: once it is seen, all before it has been looked at.
  const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'api' });
  await (await fetch(`${mock}/token`, { method: 'POST', body })).json();
}

offer({ all });
