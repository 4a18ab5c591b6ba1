import { t } from '@/utils/i18n';
import type { Flow } from '@/utils/oauth/model';
import { tokensOf, tokenTree } from '@/utils/panel/oauth';
import { TokenCard } from './TokenCard';
import styles from './TokenCard.module.css';
import { TokenTree } from './TokenTree';
import type { OAuthView } from './view';

/** Every token that a flow issued. */
export function TokenList({ view, flow, selected }: { view: OAuthView; flow: Flow; selected?: string }) {
  const tokens = tokensOf(flow, view.session);
  if (!tokens.length) {
    return <p class={styles.none}>{t('token.none')}</p>;
  }
  return (
    <>
      {tokens.length > 1 && <TokenTree view={view} nodes={tokenTree(flow, view.session)} />}
      <ul class={styles.list} aria-label={t('token.list')}>
        {tokens.map((token) => (
          <TokenCard key={token.id} token={token} view={view} selected={token.id === selected} />
        ))}
      </ul>
    </>
  );
}
