import { useEffect, useState } from 'preact/hooks';
import { type Column, Grid, type GridRow } from '@/components/ui/Grid';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { type ConversationLine, conversationLines } from '@/utils/panel/conversation-list';
import { type ConversationRow, type ConversationState, conversationRows } from '@/utils/panel/conversations';
import type { Decoding } from '@/utils/panel/decoding';
import { formatDuration, formatSince } from '@/utils/panel/format';
import type { FrameList } from '@/utils/panel/frame-list';
import { endedAt, openedAt } from '@/utils/panel/socket-view';
import { visible } from '@/utils/panel/summary';
import type { Frame } from '@/utils/session/frames';
import type { Socket } from '@/utils/websocket/model';
import { FrameSummary } from './FrameSummary';
import styles from './FramesTab.module.css';

const STATES = {
  waiting: 'frames.stateWaiting',
  unanswered: 'frames.stateUnanswered',
  open: 'frames.stateOpen',
  cut: 'frames.stateCut',
  answered: 'frames.stateAnswered',
  ended: 'frames.stateEnded',
  failed: 'frames.stateFailed',
} as const satisfies Record<ConversationState, string>;

interface ConversationTableProps {
  store: PanelStore;
  socket: Socket;
  decoding: Decoding;
  list: FrameList;
  current?: Frame;
  onOpen: () => void;
}

/** Calls, subscriptions and streams as rows, by the protocol's own ids, each with its frames beneath. */
export function ConversationTable({
  store,
  socket,
  decoding,
  list,
  current,
  onOpen,
}: ConversationTableProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [row, setRow] = useState<number>();
  const ended = endedAt(socket);
  const rows = conversationRows(decoding.pairs.conversations, {
    endedAt: ended,
    now: ended ?? store.clock.value,
    timeAt: store.frames.timeAt,
  });
  const lines = conversationLines(rows, list, open);
  const started = openedAt(socket) ?? socket.createdAt;

  // A frame that is looked at, from wherever, opens its operation.
  const of = current === undefined ? undefined : decoding.pairs.of(current.index)[0]?.request;
  useEffect(() => {
    if (of !== undefined && !open.has(of)) setOpen(new Set(open).add(of));
  }, [of, current?.index]);

  const columns: Column[] = [
    { id: 'start', label: t('frames.timeSinceOpen'), width: '88px', end: true },
    { id: 'direction', label: '↑↓', width: '34px', title: t('frames.directionHint') },
    { id: 'summary', label: t('frames.operation'), width: 'minmax(140px, 1fr)' },
    { id: 'state', label: t('frames.state'), width: '92px' },
    { id: 'latency', label: t('frames.latency'), width: '72px', end: true, title: t('frames.latencyHint') },
    { id: 'frames', label: t('frames.framesColumn'), width: '56px', end: true },
  ];

  function toggle(key: number, to = !open.has(key)) {
    const next = new Set(open);
    if (to) next.add(key);
    else next.delete(key);
    setOpen(next);
  }

  function draw(index: number): GridRow | undefined {
    const line = lines[index];
    if (!line) return undefined;
    return line.kind === 'operation' ? operation(line) : beneath(line.index);
  }

  function operation({
    row: one,
    open: isOpen,
    shown,
  }: Extract<ConversationLine, { kind: 'operation' }>): GridRow {
    return {
      key: `o${one.key}`,
      expanded: isOpen,
      level: 1,
      cells: [
        <span key="start" class={styles.dim}>
          {formatSince(one.startedAt - started)}
        </span>,
        <Direction key="direction" sent={one.sent} />,
        <>
          <button
            type="button"
            class={styles.fold}
            tabIndex={-1}
            aria-label={t(isOpen ? 'frames.foldOperation' : 'frames.unfoldOperation')}
            onPointerDown={(event) => event.stopPropagation()}
            onClick={() => toggle(one.key)}
          >
            {isOpen ? '▾' : '▸'}
          </button>
          <span class={styles.operation} title={one.error ?? one.summary}>
            {visible(one.summary)}
          </span>
        </>,
        <State key="state" row={one} />,
        <span key="latency">{one.latency === undefined ? '' : formatDuration(one.latency)}</span>,
        <span key="frames">{shown}</span>,
      ],
    };
  }

  function beneath(index: number): GridRow | undefined {
    const frame = store.frames.get(index);
    if (!frame) return undefined;
    return {
      key: `f${frame.seq}`,
      level: 2,
      cells: [
        <span key="start" class={styles.dim}>
          {formatSince(frame.at - started)}
        </span>,
        <Direction key="direction" sent={frame.sent} />,
        <span key="summary" class={styles.beneath}>
          <FrameSummary
            store={store}
            frame={frame}
            decoding={decoding}
            ended={ended !== undefined}
            pairs={false}
          />
        </span>,
        null,
        null,
        null,
      ],
    };
  }

  const at = lines.findIndex((line) => line.kind === 'frame' && line.index === current?.index);
  const selected = row !== undefined && lines[row]?.kind === 'operation' ? row : at;

  function select(index: number) {
    const line = lines[index];
    if (!line) return;
    setRow(line.kind === 'operation' ? index : undefined);
    const frame = store.frames.get(line.kind === 'operation' ? line.row.key : line.index);
    if (frame && line.kind === 'frame') store.select({ kind: 'frame', socketId: socket.id, seq: frame.seq });
  }

  function press(event: KeyboardEvent): boolean {
    const line = lines[selected];
    if (line?.kind !== 'operation' || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
      toggle(line.row.key, event.key === 'ArrowRight');
    else return false;
    return true;
  }

  return (
    <div class={styles.list}>
      <Grid
        label={t('frames.operationsLabel', { number: socket.ordinal })}
        tree
        columns={columns}
        count={lines.length}
        row={draw}
        selected={selected}
        onSelect={select}
        onOpen={(index) => {
          const line = lines[index];
          if (line?.kind === 'operation') toggle(line.row.key);
          else onOpen();
        }}
        onKey={press}
        onScroll={decoding.hold}
      />
    </div>
  );
}

function Direction({ sent }: { sent: boolean }) {
  return (
    <span
      class={sent ? styles.sent : styles.received}
      role="img"
      aria-label={t(sent ? 'frames.sent' : 'frames.received')}
    >
      {sent ? '↑' : '↓'}
    </span>
  );
}

function State({ row }: { row: ConversationRow }) {
  return (
    <span class={styles.state} data-state={row.state} title={row.error}>
      {t(STATES[row.state])}
    </span>
  );
}
