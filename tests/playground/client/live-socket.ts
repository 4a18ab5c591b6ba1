import { accessToken } from './account.ts';
import { configuration, manager } from './client.ts';
import { byId, countUp, note, setState } from './page-state.ts';

const UNAUTHENTICATED = 4401;
let socket: WebSocket | undefined;

/** Opens the API's WebSocket with the token where the page's list says. */
export async function connect() {
  socket?.close(1000, 'Connecting anew');
  const carrier = byId<HTMLSelectElement>('carrier').value;
  socket = open(carrier, await accessToken());
}

function open(carrier: string, token: string): WebSocket {
  // A cookie goes to every port of its host: the API's socket gets it too.
  if (carrier === 'cookie') setCookie(`session=${token}; path=/; samesite=strict`);
  const opened =
    carrier === 'query'
      ? new WebSocket(`${configuration.apiSocket}?access_token=${encodeURIComponent(token)}`)
      : new WebSocket(configuration.apiSocket, carrier === 'subprotocol' ? ['bearer', token] : []);
  opened.binaryType = 'arraybuffer';
  setState('socket', 'connecting');
  opened.addEventListener('open', () => {
    if (carrier === 'cookie') setCookie('session=; path=/; max-age=0');
    if (carrier === 'message') opened.send(JSON.stringify({ type: 'auth', token }));
    setState('socket', 'open');
    countUp('opened');
  });
  opened.addEventListener('message', ({ data }) => {
    countUp('received');
    note(typeof data === 'string' ? `← ${data}` : `← ${data.byteLength} bytes`);
  });
  opened.addEventListener('close', async ({ code, reason }) => {
    setState('lastClose', `${code} ${reason}`.trim());
    note(`closed: ${code} ${reason}`);
    if (socket !== opened) return;
    setState('socket', 'closed');
    if (code === UNAUTHENTICATED) await reconnect(carrier);
  });
  return opened;
}

/** Gives all cookies as they are then: only having been read is one sure to go with the next handshake in Chromium. */
function setCookie(cookie: string): string {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store's own way is for where one can wait.
  document.cookie = cookie;
  return document.cookie;
}

/** The server said that the token ran out: refresh it and come back. */
async function reconnect(carrier: string) {
  const user = await manager.signinSilent();
  if (!user) return note('the refresh gave no token');
  socket = open(carrier, user.access_token);
}

export const disconnect = () => socket?.close(1000, 'The page is done');

export function sendText() {
  socket?.send(
    JSON.stringify({ type: 'greeting', text: 'Hello, socket 👋', sentAt: new Date().toISOString() }),
  );
  countUp('sent');
}

export function sendBinary() {
  socket?.send(Uint8Array.from({ length: 256 }, (_, index) => index));
  countUp('sent');
}
