import { EmptyHalf } from '@/components/ui/EmptyHalf';

/** Nothing seen yet: what the left half will show, and when a reload is needed. */
export function SocketsEmpty() {
  return (
    <EmptyHalf
      label="No WebSocket connection yet"
      title="No WebSocket connection has been seen yet"
      picture={({ lifeline, head, arrow, back }) => (
        <>
          <path class={lifeline} d="M40 12v66M180 12v66" />
          <path class={arrow} d="M40 24h138m-5-3.5 5 3.5-5 3.5" />
          <path class={back} d="M180 38H42m5-3.5L42 38l5 3.5" />
          <path class={arrow} d="M40 54h138m-5-3.5 5 3.5-5 3.5M40 70h138m-5-3.5 5 3.5-5 3.5" />
          <path class={head} d="M30 4h20v8H30zM170 4h20v8h-20z" />
        </>
      )}
      note={
        <>
          <b>Connections that were open before this panel are listed too,</b> with their newest frames. Only
          if Handshake was installed or updated after the page had loaded, reload the page to see them.
        </>
      }
    >
      <p>
        The WebSocket connections of this page are listed here, with those of its frames and of the popups
        that it opens. Select one to see:
      </p>
      <ul>
        <li>its handshake, as the HTTP exchange that it is</li>
        <li>every frame both ways, as text, JSON or bytes</li>
        <li>why it closed, who closed it, and whether its token had expired</li>
      </ul>
    </EmptyHalf>
  );
}
