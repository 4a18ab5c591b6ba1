import { t } from '@/utils/i18n';
import { lifetimeAt, type TokenNode } from '@/utils/panel/oauth';
import styles from './TokenTree.module.css';
import type { OAuthView } from './view';

/** Which token came from which, each with what is left of it; a click goes to its card. */
export function TokenTree({ view, nodes }: { view: OAuthView; nodes: readonly TokenNode[] }) {
  return (
    <section class={styles.tree} aria-label={t('token.tree')}>
      <Branch view={view} nodes={nodes} />
    </section>
  );
}

function Branch({ view, nodes }: { view: OAuthView; nodes: readonly TokenNode[] }) {
  return (
    <ul>
      {nodes.map((node) => (
        <li key={node.token.id}>
          <div class={styles.node}>
            <button
              type="button"
              class={styles.name}
              onClick={() => view.select({ kind: 'token', id: node.token.id, flowId: node.token.flowId })}
            >
              {node.kind}
            </button>
            <span class={styles.fact}>{node.format}</span>
            <Left node={node} clock={view.clock} />
            {node.bound && <span class={styles.fact}>{t('token.bound_short')}</span>}
            {node.uses && <span class={styles.fact}>{node.uses}</span>}
            {node.origin && <span class={styles.fact}>{node.origin}</span>}
          </div>
          {node.children.length > 0 && <Branch view={view} nodes={node.children} />}
        </li>
      ))}
    </ul>
  );
}

function Left({ node, clock }: { node: TokenNode; clock: OAuthView['clock'] }) {
  const lifetime = lifetimeAt(node.token, clock.value);
  if (lifetime.phase === 'unknown') return null;
  const soon = lifetime.phase === 'live' && lifetime.soon;
  return (
    <span class={styles.fact} data-phase={soon ? 'soon' : lifetime.phase}>
      {lifetime.text}
    </span>
  );
}
