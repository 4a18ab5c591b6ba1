import { useEffect, useRef } from 'preact/hooks';
import { t } from '@/utils/i18n';
import type { Token } from '@/utils/oauth/model';
import type { Selection } from '@/utils/panel';
import { tokenView } from '@/utils/panel/oauth';
import { Properties, Property } from '../ui/Properties';
import { Secret } from '../ui/Secret';
import { Countdown } from './Countdown';
import { JwtView } from './JwtView';
import styles from './TokenCard.module.css';
import { TokenUses } from './TokenUses';
import type { OAuthView } from './view';

/** A token: what it is, where it came from, how long it lives, where it went. */
export function TokenCard({ token, view, selected }: { token: Token; view: OAuthView; selected: boolean }) {
  const card = useRef<HTMLLIElement>(null);
  const shown = tokenView(token, view.session);
  useEffect(() => {
    if (selected) card.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const link = (label: string, selection: Selection | undefined) =>
    selection ? (
      <button type="button" class={styles.link} onClick={() => view.select(selection)}>
        {label}
      </button>
    ) : (
      label
    );
  return (
    <li class={styles.card} ref={card} data-selected={selected || undefined}>
      <header class={styles.head}>
        <h3>{shown.kind}</h3>
        <span class={styles.format}>{shown.format}</span>
        {shown.type && <span class={styles.format}>{shown.type}</span>}
        <Secret value={token.value} label={shown.kind.toLowerCase()} />
      </header>
      <Countdown token={token} clock={view.clock} />
      <Properties>
        <Property name={t('token.issued_by')}>{link(shown.issued.text, shown.issued.select)}</Property>
        <Property name={t(shown.scopeDiffers ? 'token.scope_granted' : 'token.scope')}>
          {shown.scopeGranted && <code>{shown.scopeGranted}</code>}
        </Property>
        <Property name={t('token.scope_asked')}>
          {shown.scopeAsked && (shown.scopeDiffers || !shown.scopeGranted) ? (
            <code>{shown.scopeAsked}</code>
          ) : undefined}
        </Property>
        <Property name={t('token.audience')}>{shown.audience}</Property>
        <Property name={t('token.bound')}>{shown.bound && <code>{shown.bound}</code>}</Property>
        <Property name={t('token.from')}>
          {shown.parent && link(shown.parent.label, shown.parent.select)}
        </Property>
        <Property name={t('token.to')}>
          {shown.children.length > 0 ? (
            <span class={styles.links}>
              {shown.children.map((child) => (
                <span key={child.id}>{link(child.label, child.select)}</span>
              ))}
            </span>
          ) : undefined}
        </Property>
      </Properties>
      {(token.claims || token.header) && (
        <details class={styles.more}>
          <summary>{t('token.decoded')}</summary>
          <JwtView jwt={token} clock={view.clock} />
        </details>
      )}
      {shown.uses.length > 0 && <TokenUses uses={shown.uses} select={view.select} />}
    </li>
  );
}
