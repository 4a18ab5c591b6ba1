import { t } from '@/utils/i18n';
import type { Selection } from '@/utils/panel';
import type { UseRow } from '@/utils/panel/oauth';
import { Icon } from '../ui/Icon';
import styles from './TokenCard.module.css';

const SHOWN = 50;

/** Every time that a token was sent; a click goes to where it went. */
export function TokenUses({ uses, select }: { uses: readonly UseRow[]; select: (to: Selection) => void }) {
  const rows = uses.slice(-SHOWN);
  return (
    <div class={styles.uses}>
      <h4>{uses.length === 1 ? t('token.used_once') : t('token.used', { count: uses.length })}</h4>
      {uses.length > SHOWN && <p class={styles.dim}>{t('token.last_shown', { count: SHOWN })}</p>}
      <ul>
        {rows.map((use) => (
          <li key={`${use.at} ${use.label}`} class={styles.use}>
            <span class={styles.time}>{use.time}</span>
            {use.select ? (
              <button type="button" class={styles.link} onClick={() => use.select && select(use.select)}>
                {use.socket && <Icon name="link" size={11} />}
                {use.label}
              </button>
            ) : (
              <span>{use.label}</span>
            )}
            <span class={styles.dim}>{use.carrier}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
