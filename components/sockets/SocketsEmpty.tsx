import { Empty } from '@/components/ui/Empty';

/** What the left half will show, and what to do so that it does. */
export function SocketsEmpty() {
  return (
    <Empty title="No WebSocket connections yet">
      <p>Each connection of this page, its frames and popups appears here when it is created:</p>
      <ul>
        <li>its handshake, as the HTTP exchange that it is</li>
        <li>every frame both ways, as text, JSON or bytes</li>
        <li>why it closed, who closed it, and whether its token had expired</li>
      </ul>
      <p>
        <b>Reload the page</b> to catch everything: what was opened before Handshake watched the page cannot
        be seen afterwards.
      </p>
    </Empty>
  );
}
