import { Button } from '@/components/ui/Button';
import { Confidence } from '@/components/ui/Confidence';
import { Properties, Property } from '@/components/ui/Properties';
import { Secret } from '@/components/ui/Secret';
import { Section } from '@/components/ui/Section';
import type { TokenCarrier } from '@/utils/oauth/model';
import type { PanelStore } from '@/utils/panel';
import { formatClock, formatDuration } from '@/utils/panel/format';
import { endedAt, type LinkView } from '@/utils/panel/socket-view';
import type { Socket } from '@/utils/websocket/model';
import styles from './TokenSection.module.css';

const CARRIERS: Record<TokenCarrier, string> = {
  'header-bearer': 'Authorization header',
  'header-dpop': 'Authorization header (DPoP)',
  query: 'query parameter',
  form: 'form field',
  cookie: 'cookie',
  'ws-query': 'query parameter of the URL',
  'ws-subprotocol': 'subprotocol',
  'ws-first-message': 'first message',
};

interface TokenSectionProps {
  store: PanelStore;
  socket: Socket;
  view: LinkView;
}

/** The token that a connection carried: whose it is, how it travelled, and how long it holds. */
export function TokenSection({ store, socket, view }: TokenSectionProps) {
  const { link, token, flowOrdinal } = view;
  return (
    <Section title="Token" mark={<Confidence of={link.confidence} />}>
      <Properties>
        <Property name="From">
          {flowOrdinal === undefined ? (
            'Its issue was not seen'
          ) : (
            <Button onClick={() => store.select({ kind: 'flow', id: link.flowId! })}>
              Flow F{flowOrdinal}
            </Button>
          )}
        </Property>
        <Property name="Carried in">
          {CARRIERS[link.carrier]} <code>{link.where}</code>
        </Property>
        <Property name="Kind">
          {token && `${token.kind} token, ${token.format === 'jwt' ? 'JWT' : token.format}`}
        </Property>
        <Property name="Scope">{token?.scope}</Property>
        {token?.expiresAt !== undefined && (
          <Property name="Expires">
            <Expiry store={store} socket={socket} at={token.expiresAt} />
          </Property>
        )}
        {token && (
          <Property name="Value">
            <Secret value={token.value} label={`${token.kind} token`} />
          </Property>
        )}
      </Properties>
    </Section>
  );
}

/** The expiry, against the present while the connection lives and against its end after. */
function Expiry({ store, socket, at }: { store: PanelStore; socket: Socket; at: number }) {
  const end = endedAt(socket);
  const left = at - (end ?? store.clock.value);
  const how =
    left > 0
      ? `${formatDuration(left)} ${end === undefined ? 'from now' : 'after the connection ended'}`
      : `${formatDuration(-left)} ${end === undefined ? 'ago' : 'before the connection ended'}`;
  return (
    <span class={left > 0 ? undefined : styles.expired}>
      {formatClock(at)}, {how}
    </span>
  );
}
