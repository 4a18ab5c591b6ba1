import { useEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '@/utils/i18n';
import type { Flow } from '@/utils/oauth/model';
import { type FlowRow, flowRow } from '@/utils/panel/oauth/rows';
import { FindingBadge } from '../findings/FindingBadge';
import styles from './FlowList.module.css';
import { moveFocus } from './roving';
import { SocketChips } from './SocketChips';
import { StateMark } from './StateMark';
import type { OAuthView } from './view';

interface FlowListProps {
  view: OAuthView;
  flows: readonly Flow[];
  selected?: string;
  /** Those that a search marks. */
  hits: ReadonlySet<string>;
}

/** The flows, oldest first. Arrow keys go from flow to flow and select. */
export function FlowList({ view, flows, selected, hits }: FlowListProps) {
  const list = useRef<HTMLUListElement>(null);
  const { session } = view;
  const rows = useMemo(() => flows.map((flow) => flowRow(flow, session)), [flows, session]);
  const stop = flows.some((flow) => flow.id === selected) ? selected : flows[0]?.id;
  return (
    <ul
      class={styles.list}
      ref={list}
      aria-label={t('oauth.flows')}
      onKeyDown={(event) => moveFocus(event, list.current, '[data-flow]')?.click()}
    >
      {rows.map((row) => (
        <FlowItem
          key={row.id}
          row={row}
          selected={row.id === selected}
          hit={hits.has(row.id)}
          stop={row.id === stop}
          view={view}
        />
      ))}
    </ul>
  );
}

interface FlowItemProps {
  row: FlowRow;
  selected: boolean;
  hit: boolean;
  /** Where the Tab key stops in the list. */
  stop: boolean;
  view: OAuthView;
}

function FlowItem({ row, selected, hit, stop, view }: FlowItemProps) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) item.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const [lines, extra] = useMemo(
    () => [<Lines row={row} view={view} />, <Extra row={row} view={view} />],
    [row, view],
  );
  return (
    <li ref={item} class={styles.item} data-selected={selected || undefined} data-hit={hit || undefined}>
      <button
        type="button"
        class={styles.row}
        data-flow={row.id}
        aria-current={selected ? 'true' : undefined}
        tabIndex={stop ? 0 : -1}
        onClick={() => view.select({ kind: 'flow', id: row.id })}
      >
        {lines}
      </button>
      {extra}
    </li>
  );
}

/** Who, what for, and how it went. */
function Lines({ row, view }: { row: FlowRow; view: OAuthView }) {
  return (
    <>
      <span class={styles.line}>
        <span class={styles.ordinal}>{row.ordinal}</span>
        <span class={styles.grant}>{row.grant}</span>
        {row.where && <span class={styles.where}>{row.where}</span>}
        <FindingBadge findings={view.findings} id={row.id} />
        <span class={styles.state}>
          <span class={styles.wide}>
            <StateMark state={row.state} />
          </span>
          <span class={styles.narrow}>
            <StateMark state={{ ...row.state, label: row.state.short ?? row.state.label }} />
          </span>
        </span>
      </span>
      <span class={styles.line}>
        <span class={styles.parties} title={t('oauth.parties', { client: row.client, server: row.server })}>
          <b>{row.client}</b>
          <span aria-hidden="true"> → </span>
          {row.server}
        </span>
        <span class={styles.facts}>
          {row.steps}
          {row.duration && ` · ${row.duration}`} · {row.time}
        </span>
      </span>
    </>
  );
}

/** What was granted, and the connections that it opened. */
function Extra({ row, view }: { row: FlowRow; view: OAuthView }) {
  if (!row.scope && row.chips.length === 0) return null;
  return (
    <div class={styles.extra}>
      {row.scope && (
        <span class={styles.scope} title={t('oauth.scope_title', { scope: row.scope })}>
          {row.scope}
        </span>
      )}
      <SocketChips chips={row.chips} view={view} />
    </div>
  );
}
