import type { Panel } from '../../extension/drivers/index.ts';

export interface BusySession {
  flows: number;
  connections: number;
  /** Of all connections together. */
  frames: number;
}

/** Opens a session file with so much in it, as a person would. It is written in the panel: nothing has to travel. */
export async function openBusySession(panel: Panel, busy: BusySession): Promise<void> {
  await panel.waitFor('input[type="file"]');
  await panel.evaluate(open, busy);
  await panel.waitFor(
    ({ flows, connections }: BusySession) => {
      const count = (label: string) =>
        Number(document.querySelector(`[data-tour="${label}"]`)?.textContent?.replace(/\D/g, ''));
      return count('sockets') === connections && count('oauth') === flows;
    },
    { args: [busy], timeout: 120_000, what: 'the session in both halves' },
  );
}

/** Runs in the panel. */
function open({ flows, connections, frames }: BusySession): void {
  const start = Date.UTC(2026, 0, 2, 3, 4, 5);
  const place = { tabId: 1, frameId: 0 };
  const observations: object[] = [];
  const request = (
    id: string,
    at: number,
    url: string,
    more: Record<string, unknown>,
    answer: Record<string, unknown>,
  ) => {
    const common = { requestId: id, hop: 0, place };
    observations.push(
      { kind: 'request-started', ...common, at, url, method: 'GET', type: 'main_frame', ...more },
      { kind: 'response-started', ...common, at: at + 20, status: 200, headers: [], ...answer },
    );
  };
  for (let n = 0; n < flows; n++) {
    const at = start + n * 1_000;
    const callback = `https://app.example/callback?code=code-of-login-number-${n}&state=state-${n}`;
    const query = `response_type=code&client_id=spa&state=state-${n}&scope=openid&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback`;
    request(`a${n}`, at, `https://as.example/authorize?${query}`, {}, { status: 302, redirectUrl: callback });
    const fields = [
      ['grant_type', 'authorization_code'],
      ['code', `code-of-login-number-${n}`],
      ['redirect_uri', 'https://app.example/callback'],
      ['client_id', 'spa'],
    ];
    const url = 'https://as.example/token';
    request(
      `t${n}`,
      at + 100,
      url,
      { method: 'POST', type: 'xmlhttprequest', body: { state: 'form', fields } },
      {},
    );
    const text = JSON.stringify({
      access_token: `access-token-of-login-${n}`,
      token_type: 'Bearer',
      expires_in: 60,
    });
    observations.push({
      kind: 'response-body',
      source: 'filterResponseData',
      request: { requestId: `t${n}`, hop: 0 },
      place,
      at: at + 130,
      body: { state: 'text', text, mime: 'application/json' },
    });
  }
  const each = Math.floor(frames / connections);
  for (let n = 0; n < connections; n++) {
    const at = start + 300 + Math.floor((n * flows * 1_000) / connections);
    const token = `access-token-of-login-${n % flows}`;
    const url = `wss://api.example/live/${n}?access_token=${token}`;
    const socket = `r.${n}`;
    observations.push({ kind: 'socket-created', socket, at, place, url, protocols: [] });
    observations.push({ kind: 'socket-opened', socket, at: at + 30, place, protocol: '', extensions: '' });
    for (let first = 0; first < each; first += 1_000) {
      const seqs = Array.from({ length: Math.min(1_000, each - first) }, (_, i) => first + i);
      observations.push({
        kind: 'socket-frames',
        place,
        realm: 'r',
        sockets: seqs.map(() => n),
        seqs,
        times: seqs.map((seq) => at + 40 + seq * 5),
        flags: seqs.map((seq) => (seq % 3 === 0 ? 1 : 0)),
        sizes: seqs.map(() => 60),
        payloads: seqs.map(
          (seq) => `{"type":"tick","symbol":"BTC-USD","price":${64_000 + (seq % 900)},"seq":${seq}}`,
        ),
      });
    }
    if (n % 2 === 0) {
      const end = at + 50 + each * 5;
      observations.push({
        kind: 'socket-closed',
        socket,
        at: end,
        place,
        code: n % 4 ? 1000 : 4401,
        reason: '',
        wasClean: true,
      });
    }
  }
  const header = {
    format: 'handshake-session',
    version: 1,
    exportedAt: new Date(start).toISOString(),
    generator: { name: 'Handshake', version: '0' },
  };
  const text = JSON.stringify({ ...header, observations });
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')!;
  const files = new DataTransfer();
  files.items.add(new File([text], 'busy.handshake.json', { type: 'application/json' }));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
