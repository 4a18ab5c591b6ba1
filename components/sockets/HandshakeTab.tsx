import { later } from '@/components/ui/later';
import { Properties, Property } from '@/components/ui/Properties';
import { Secret } from '@/components/ui/Secret';
import { Section } from '@/components/ui/Section';
import { formatClock, formatDuration } from '@/utils/panel/format';
import {
  hiddenHeadersNote,
  requestHeaders,
  responseHeaders,
  schemeMeaning,
} from '@/utils/panel/handshake-view';
import { portOf, splitUrl } from '@/utils/panel/url';
import type { Handshake, Socket } from '@/utils/websocket/model';
import styles from './HandshakeTab.module.css';
import { HeaderTable } from './HeaderTable';
import detail from './SocketDetail.module.css';

// SHA-1 is not worth its weight in the first view.
const AcceptProof = later(() => import('./AcceptProof').then((module) => module.AcceptProof));

/** The opening handshake as the HTTP exchange that it is: RFC 6455 §4. */
export function HandshakeTab({ socket }: { socket: Socket }) {
  const { handshake } = socket;
  const request = requestHeaders(socket);
  const response = responseHeaders(socket);
  const note = hiddenHeadersNote(socket);
  return (
    <div class={detail.scroll}>
      <Section title="Request">
        <RequestLine url={socket.url} />
        <HeaderTable label="Request headers" headers={request} />
        {note && <p class={styles.note}>{note}</p>}
      </Section>
      <Section title="Response">
        {handshake ? (
          <Answer handshake={handshake} />
        ) : (
          <p class={styles.note}>
            No handshake was observed for this connection. It may be older than Handshake’s watch on this
            page: reload to see it.
          </p>
        )}
        {response.length > 0 && <HeaderTable label="Response headers" headers={response} />}
      </Section>
      <Where socket={socket} />
    </div>
  );
}

function RequestLine({ url }: { url: string }) {
  const { path, query } = splitUrl(url);
  return (
    <div class={styles.line}>
      GET {path}
      {query.map(({ name, value, secret }, at) => (
        <span key={at}>
          {at === 0 ? '?' : '&'}
          {name}={secret ? <Secret value={value} label={name} /> : value}
        </span>
      ))}{' '}
      HTTP/1.1
    </div>
  );
}

function Answer({ handshake }: { handshake: Handshake }) {
  const { status, statusLine, error, startedAt, respondedAt, endedAt } = handshake;
  const took = respondedAt ?? endedAt;
  return (
    <>
      <div class={`${styles.line} ${styles.status}`} data-ok={status === 101}>
        {status === undefined ? (error ?? 'no answer yet') : (statusLine ?? `HTTP/1.1 ${status}`)}
      </div>
      <Properties>
        <Property name="Answered">
          {took !== undefined && `${formatClock(took)}, after ${formatDuration(took - startedAt)}`}
        </Property>
        <Property name="Error">{status !== undefined && error}</Property>
        <Property name="Joined by">
          {handshake.joinedBy === 'order' &&
            'order of creation: several connections to this URL opened at the same time'}
        </Property>
      </Properties>
      <AcceptProof handshake={handshake} />
    </>
  );
}

function Where({ socket }: { socket: Socket }) {
  const { scheme, host } = splitUrl(socket.url);
  const meaning = schemeMeaning(socket);
  return (
    <Section title="Connection">
      <Properties>
        <Property name="Scheme">
          <span class={meaning.safe ? undefined : styles.unsafe}>
            <b>{scheme}</b> {meaning.text}
          </span>
        </Property>
        <Property name="Host">{host}</Property>
        <Property name="Port">{portOf(socket.url)}</Property>
        <Property name="Address">{socket.handshake?.ip}</Property>
        <Property name="Offered">{socket.protocols.length > 0 && socket.protocols.join(', ')}</Property>
        <Property name="Subprotocol">{socket.protocol || 'none chosen'}</Property>
        <Property name="Extensions">{socket.extensions || 'none'}</Property>
      </Properties>
    </Section>
  );
}
