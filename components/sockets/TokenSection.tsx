import { Button } from '@/components/ui/Button';
import { Confidence } from '@/components/ui/Confidence';
import { Properties, Property } from '@/components/ui/Properties';
import { Secret } from '@/components/ui/Secret';
import { Section } from '@/components/ui/Section';
import { t } from '@/utils/i18n';
import type { TokenCarrier } from '@/utils/oauth/model';
import type { PanelStore } from '@/utils/panel';
import { formatClock, formatDuration } from '@/utils/panel/format';
import { endedAt, type LinkView, tokenKind } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import styles from './TokenSection.module.css';

const CARRIERS = {
  'header-bearer': 'sockets.carrierBearer',
  'header-dpop': 'sockets.carrierDpop',
  query: 'sockets.carrierQuery',
  form: 'sockets.carrierForm',
  cookie: 'sockets.carrierCookie',
  'ws-query': 'sockets.carrierWsQuery',
  'ws-subprotocol': 'sockets.carrierSubprotocol',
  'ws-first-message': 'sockets.carrierFirstMessage',
} as const satisfies Record<TokenCarrier, string>;

interface TokenSectionProps {
  store: PanelStore;
  socket: Socket;
  view: LinkView;
}

/** The token that a connection carried: whose it is, how it travelled, and how long it holds. */
export function TokenSection({ store, socket, view }: TokenSectionProps) {
  const { link, token, flowOrdinal } = view;
  return (
    <Section title={t('sockets.token')} mark={<Confidence of={link.confidence} />}>
      <Properties>
        <Property name={t('sockets.tokenFrom')}>
          {flowOrdinal === undefined ? (
            t('sockets.issueUnseen')
          ) : (
            <Button onClick={() => store.select({ kind: 'flow', id: link.flowId! })}>
              {t('sockets.flow', { flow: `F${flowOrdinal}` })}
            </Button>
          )}
        </Property>
        <Property name={t('sockets.carriedIn')}>
          {t(CARRIERS[link.carrier])} <code>{link.where}</code>
        </Property>
        <Property name={t('sockets.tokenKind')}>
          {token && `${tokenKind(token.kind)}, ${token.format === 'jwt' ? 'JWT' : token.format}`}
        </Property>
        <Property name={t('sockets.scope')}>{token?.scope}</Property>
        {token?.expiresAt !== undefined && (
          <Property name={t('sockets.expires')}>
            <Expiry store={store} socket={socket} at={token.expiresAt} />
          </Property>
        )}
        {token && (
          <Property name={t('sockets.tokenValue')}>
            <Secret value={token.value} label={tokenKind(token.kind)} />
          </Property>
        )}
      </Properties>
    </Section>
  );
}

const WHEN = {
  lives: { later: 'sockets.fromNow', earlier: 'sockets.ago' },
  ended: { later: 'sockets.afterEnd', earlier: 'sockets.beforeEnd' },
} as const;

/** The expiry, against the present while the connection lives and against its end after. */
function Expiry({ store, socket, at }: { store: PanelStore; socket: Socket; at: number }) {
  const end = endedAt(socket);
  const left = at - (end ?? store.clock.value);
  const when = end === undefined ? WHEN.lives : WHEN.ended;
  const how = t(left > 0 ? when.later : when.earlier, { time: formatDuration(Math.abs(left)) });
  return (
    <span class={left > 0 ? undefined : styles.expired}>
      {formatClock(at)}, {how}
    </span>
  );
}
