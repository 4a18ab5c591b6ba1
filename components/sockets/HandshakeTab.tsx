import { later } from '@/components/ui/later';
import { Properties, Property } from '@/components/ui/Properties';
import { Secret } from '@/components/ui/Secret';
import { Section } from '@/components/ui/Section';
import { t } from '@/utils/i18n';
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
      <Section title={t('sockets.request')}>
        <RequestLine url={socket.url} />
        <HeaderTable label={t('sockets.requestHeaders')} headers={request} />
        {note && <p class={styles.note}>{note}</p>}
      </Section>
      <Section title={t('sockets.response')}>
        {handshake ? <Answer handshake={handshake} /> : <p class={styles.note}>{t('sockets.noHandshake')}</p>}
        {response.length > 0 && <HeaderTable label={t('sockets.responseHeaders')} headers={response} />}
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
        {status === undefined ? (error ?? t('sockets.noAnswer')) : (statusLine ?? `HTTP/1.1 ${status}`)}
      </div>
      <Properties>
        <Property name={t('sockets.answered')}>
          {took !== undefined &&
            t('sockets.answeredAfter', { clock: formatClock(took), took: formatDuration(took - startedAt) })}
        </Property>
        <Property name={t('sockets.error')}>{status !== undefined && error}</Property>
        <Property name={t('sockets.joinedBy')}>
          {handshake.joinedBy === 'order' && t('sockets.joinedByOrder')}
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
    <Section title={t('sockets.connection')}>
      <Properties>
        <Property name={t('sockets.scheme')}>
          <span class={meaning.safe ? undefined : styles.unsafe}>
            <b>{scheme}</b> {meaning.text}
          </span>
        </Property>
        <Property name={t('sockets.host')}>{host}</Property>
        <Property name={t('sockets.port')}>{portOf(socket.url)}</Property>
        <Property name={t('sockets.address')}>{socket.handshake?.ip}</Property>
        <Property name={t('sockets.offered')}>
          {socket.protocols.length > 0 && socket.protocols.join(', ')}
        </Property>
        <Property name={t('sockets.protocol')}>{socket.protocol || t('sockets.noProtocol')}</Property>
        <Property name={t('sockets.extensions')}>{socket.extensions || t('sockets.noExtensions')}</Property>
      </Properties>
    </Section>
  );
}
