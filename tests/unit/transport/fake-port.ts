import type { Port, PortSender } from '@/utils/transport/port';

/** Two ends of a port that deliver at once, and throw when disconnected, as the browsers' do. */
export function fakePorts(name: string, sender?: PortSender) {
  const end = (given?: PortSender) => {
    const messages: ((message: unknown) => void)[] = [];
    const disconnects: (() => void)[] = [];
    return { messages, disconnects, sent: [] as unknown[], given };
  };
  const near = end();
  const far = end(sender);
  let alive = true;
  const port = (own: ReturnType<typeof end>, other: ReturnType<typeof end>): Port => ({
    name,
    ...(own.given && { sender: own.given }),
    postMessage(message) {
      if (!alive) throw new Error('Attempting to use a disconnected port object');
      own.sent.push(message);
      for (const listener of other.messages) listener(message);
    },
    disconnect() {
      if (!alive) return;
      alive = false;
      for (const listener of other.disconnects) listener();
    },
    onMessage: { addListener: (listener) => void own.messages.push(listener) },
    onDisconnect: { addListener: (listener) => void own.disconnects.push(listener) },
  });
  return {
    page: port(near, far),
    background: port(far, near),
    toBackground: near.sent,
    toPage: far.sent,
    isAlive: () => alive,
  };
}
