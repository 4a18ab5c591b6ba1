import { Icon } from '@/components/ui/Icon';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { expiredAt, type LinkView, tokenKind } from '@/utils/panel/socket-view';
import styles from './LinkChip.module.css';

interface LinkChipProps {
  store: PanelStore;
  view: LinkView;
  /** Where the connection's life ended, or undefined while it lives: an expiry after that does not matter. */
  until?: number;
}

/** The way from a connection to the flow and token that opened it. */
export function LinkChip({ store, view, until }: LinkChipProps) {
  const { link, token, flowOrdinal } = view;
  const expired = expiredAt(token, until ?? store.clock.value);
  const values = { kind: token ? tokenKind(token.kind) : '', flow: `F${flowOrdinal}` };
  const carries = t(flowOrdinal === undefined ? 'sockets.carriesUnseen' : 'sockets.carries', values);
  const label = expired ? t('sockets.carriesExpired', { carries }) : carries;
  return (
    <button
      type="button"
      class={styles.chip}
      data-expired={expired ? '' : undefined}
      title={label}
      aria-label={label}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => store.select({ kind: 'token', id: link.tokenId, flowId: link.flowId })}
    >
      <Icon name="key" size={11} />
      {flowOrdinal === undefined ? t('sockets.tokenChip') : `F${flowOrdinal}`}
    </button>
  );
}
