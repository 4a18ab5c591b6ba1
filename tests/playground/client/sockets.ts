import { readConfiguration } from './configuration.ts';
import { countUp, note, onClick, setState } from './page-state.ts';

const { sockets, refused } = readConfiguration();
const open = new Set<WebSocket>();

/** Opens a socket and tells the page's counters all that happens to it. */
function connect(url: string, protocols: string[] = []): WebSocket {
  const socket = new WebSocket(url, protocols);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => {
    open.add(socket);
    countUp('opened');
    note(`open: ${url}${socket.protocol ? ` as ${socket.protocol}` : ''}`);
  });
  socket.addEventListener('message', ({ data }) => {
    countUp('received');
    if (typeof data !== 'string') note(`← ${data.byteLength} bytes`);
    else if (!data.startsWith('{"type":"burst"')) note(`← ${data}`);
  });
  socket.addEventListener('close', ({ code, reason }) => {
    open.delete(socket);
    countUp('closed');
    setState('lastClose', `${code} ${reason}`.trim());
    note(`closed: ${code} ${reason} ${url}`);
  });
  return socket;
}

const whenOpen = (socket: WebSocket, act: (socket: WebSocket) => void) =>
  socket.addEventListener('open', () => act(socket));

const greeting = JSON.stringify({ type: 'greeting', text: 'Hello, socket 👋', nested: { list: [1, 2, 3] } });

onClick('echo', () =>
  whenOpen(connect(`${sockets}/echo`), (socket) => {
    socket.send(greeting);
    socket.send('plain text, not JSON');
  }),
);
onClick('echo-binary', () =>
  whenOpen(connect(`${sockets}/echo`), (socket) => {
    socket.send(Uint8Array.from({ length: 256 }, (_, index) => index));
    socket.send(new Blob(['a blob']));
  }),
);
onClick('subprotocol', () =>
  whenOpen(connect(`${sockets}/echo`, ['chat.v1', 'chat.v2']), (socket) =>
    socket.send(`protocol ${socket.protocol}`),
  ),
);
onClick('large', () => connect(`${sockets}/large?bytes=5000000`));
onClick('burst', () => connect(`${sockets}/burst?frames=5000`));
onClick('twins', () => {
  for (let number = 1; number <= 5; number += 1) {
    whenOpen(connect(`${sockets}/echo?twins`), (socket) => socket.send(`twin ${number}`));
  }
});
onClick('close-by-page', () => {
  for (const socket of open) socket.close(1000, 'The page is done');
});
onClick('refuse-401', () => connect(`${sockets}/status/401`));
onClick('refuse-403', () => connect(`${sockets}/status/403`));
onClick('refused', () => connect(`${refused}/nobody`));
onClick('not-websocket', () => connect(`${sockets}/not-a-websocket`));
onClick('close-by-server', () => connect(`${sockets}/close/4000?reason=Maintenance`));
onClick('drop', () => whenOpen(connect(`${sockets}/drop`), (socket) => socket.send('drop me')));

setState('ready', true);
