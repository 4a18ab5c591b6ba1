import type { SocketChip } from '@/utils/panel/oauth';
import { Icon } from '../ui/Icon';
import styles from './SocketChips.module.css';
import type { OAuthView } from './view';

/** Connections that use a flow's tokens; each goes to its connection. */
export function SocketChips({
  chips,
  view,
}: {
  chips: readonly SocketChip[];
  view: Pick<OAuthView, 'select'>;
}) {
  if (!chips.length) return null;
  return (
    <span class={styles.chips}>
      {chips.slice(0, 6).map((chip) => (
        <button
          type="button"
          key={chip.id}
          class={styles.chip}
          data-live={chip.live || undefined}
          title={chip.title}
          aria-label={chip.title}
          onClick={() => view.select({ kind: 'socket', id: chip.id })}
        >
          <Icon name="link" size={11} />
          {chip.label}
        </button>
      ))}
      {chips.length > 6 && <span class={styles.more}>+{chips.length - 6}</span>}
    </span>
  );
}
