// A process of its own: what it costs must not be taken for the browser's, nor wait for the bench.
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { listen } from '../../playground/listen.ts';

/** Bytes that may wait in the socket before the flood lets them drain. */
const HIGH_WATER = 1 << 20;

const PAGE = `<!doctype html><meta charset="utf-8"><title>Flood</title><link rel="icon" href="data:,"><script>
let floods = 0, next = 0;
const kept = Array(4096).fill(null), times = new Float64Array(kept.length);
/** Takes a flood as a page would: reads every message, keeps none. Each has a path of its own: the panel folds retries. */
function flood(query) {
  return new Promise((resolve, reject) => {
    let frames = 0, size = 0, first = 0, last = 0;
    const socket = new WebSocket(location.origin.replace('http', 'ws') + '/flood' + ++floods + '?' + query);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => {
      if (frames++ === 0) first = Date.now();
      size += typeof data === 'string' ? data.length : data.byteLength;
      last = Date.now();
    };
    // What any hook must cost that hears the messages at all.
    if (query.includes('listener=empty')) socket.addEventListener('message', () => {});
    // And the least that one must do which keeps the newest frames for whoever looks later.
    if (query.includes('listener=keeps')) socket.addEventListener('message', (event) => {
      if (!event.isTrusted) return;
      kept[next] = event.data;
      times[next] = performance.now();
      next = (next + 1) % kept.length;
    });
    socket.onerror = () => reject(new Error('no flood'));
    socket.onclose = () => resolve({ frames, size, first, last });
  });
}
</script>`;

/** A page of many empty frames, to weigh what each costs. */
const framesPage = (count: number) =>
  `<!doctype html><meta charset="utf-8"><title>Frames</title><link rel="icon" href="data:,">${'<iframe src="/empty"></iframe>'.repeat(count)}`;

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url!, 'http://flood');
  // Kept for a return, a page of forty frames would be weighed with the next one, and taken down at its cost.
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  if (pathname === '/frames') response.end(framesPage(Number(searchParams.get('count'))));
  else response.end(pathname === '/empty' ? '<!doctype html>' : PAGE);
});

const waiting: (() => void)[] = [];

/** Waits until so many connections wait for each other: Chromium opens a hundred one after the other, which takes it seconds. */
async function gathered(count: number): Promise<void> {
  if (waiting.length + 1 >= count) {
    for (const go of waiting.splice(0)) go();
  } else await new Promise<void>((resolve) => waiting.push(resolve));
}

async function pour(socket: WebSocket, query: URLSearchParams): Promise<void> {
  const count = Number(query.get('count'));
  const size = Number(query.get('size'));
  const binary = query.get('kind') === 'binary';
  const socketIo = query.has('EIO');
  const rate = Number(query.get('rate') ?? Infinity);
  await gathered(Number(query.get('together') ?? 1));
  const started = performance.now();
  for (let sent = 0; sent < count && socket.readyState === socket.OPEN; ) {
    // What a slow page has fallen behind is not thrown at it at once: `close` gives up on what it has not read in 30 s.
    const due = Math.min(
      count,
      sent + (rate === Infinity ? 256 : 1_000),
      rate === Infinity ? count : ((performance.now() - started) * rate) / 1000,
    );
    for (; sent < due; sent++) {
      const text = message(sent, size);
      socket.send(socketIo ? asEvent(text) : text, { binary });
    }
    await new Promise((resolve) => setImmediate(resolve));
    while (socket.bufferedAmount > HIGH_WATER) await new Promise((resolve) => setTimeout(resolve, 1));
    // A hundred slow ones must not keep the server busy with timers.
    if (rate !== Infinity) await new Promise((resolve) => setTimeout(resolve, rate < 1_000 ? 50 : 5));
  }
  socket.close(1000);
}

const fills = new Map<number, Buffer>();

/** `{"n":1234567,"fill":"xxx…"}` of the wanted size: JSON, and no two of the first nine million alike. */
function message(n: number, size: number): Buffer {
  let template = fills.get(size);
  if (!template) {
    template = Buffer.alloc(size, 'x');
    template.write('{"n":1000000,"fill":"');
    template.write('"}', size - 2);
    fills.set(size, template);
  }
  const bytes = Buffer.from(template);
  bytes.write(String(1_000_000 + (n % 9_000_000)), 5);
  return bytes;
}

const EVENT = ['42["tick",', ']'].map((text) => Buffer.from(text));

/** A message as what a Socket.IO event named tick carries. */
const asEvent = (text: Buffer): Buffer => Buffer.concat([EVENT[0]!, text, EVENT[1]!]);

new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, request) => {
  void pour(socket, new URL(request.url!, 'http://flood').searchParams);
});

process.send!(await listen(server));
process.on('disconnect', () => process.exit());
