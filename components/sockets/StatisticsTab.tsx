import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Section } from '@/components/ui/Section';
import { useSize } from '@/components/ui/useSize';
import { locale, t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { formatBytes, formatCount, formatDuration } from '@/utils/panel/format';
import { unseenFrames } from '@/utils/panel/socket-view';
import {
  createStatistics,
  type Percentiles,
  percentilesOf,
  type SideStatistics,
} from '@/utils/panel/statistics';
import type { Socket } from '@/utils/websocket/model';
import { Sparkline } from './Sparkline';
import styles from './StatisticsTab.module.css';
import { useDecoding } from './useDecoding';

/** How much, how fast and how large: rates, sizes, and how long replies took. */
export function StatisticsTab({ store, socket }: { store: PanelStore; socket: Socket }) {
  const [box, { width }] = useSize<HTMLDivElement>();
  const counter = useMemo(() => createStatistics(store.frames, socket.id), [store, socket.id]);
  const [, again] = useState(0);
  store.version.value;
  const more = counter.update();
  useEffect(() => {
    if (!more) return;
    const timer = setTimeout(() => again((n) => n + 1));
    return () => clearTimeout(timer);
  });
  const decoding = useDecoding(store, socket);
  const unseen = unseenFrames(socket);
  const { sent, received } = counter.value;
  return (
    <div ref={box} class={styles.tab}>
      {unseen && <p class={styles.note}>{unseen}</p>}
      {!unseen && (
        <>
          <Section title={t('sockets.rateTitle')}>
            <div class={styles.chart}>
              <Sparkline
                store={store}
                socket={socket}
                columns={Math.max(20, Math.floor((width - 26) / 2))}
                height={56}
              />
            </div>
            <Sides sent={sent} received={received} />
          </Section>
          {decoding && <Latencies store={store} socket={socket} decoding={decoding} />}
        </>
      )}
    </div>
  );
}

const rate = (perSecond: number) =>
  t('sockets.perSecond', {
    rate: new Intl.NumberFormat(locale(), { maximumSignificantDigits: 3 }).format(perSecond),
  });

const ROWS: readonly [
  label: Extract<Parameters<typeof t>[0], `sockets.${string}`>,
  cell: (side: SideStatistics) => string,
][] = [
  ['sockets.statFrames', ({ frames }) => formatCount(frames)],
  ['sockets.statBytes', ({ bytes }) => formatBytes(bytes)],
  ['sockets.statMeanRate', ({ meanRate }) => rate(meanRate)],
  ['sockets.statPeakRate', ({ peakRate }) => rate(peakRate)],
  ['sockets.statLeast', ({ size }) => formatBytes(size.least)],
  ['sockets.statMedian', ({ size }) => formatBytes(size.median)],
  ['sockets.statP95', ({ size }) => formatBytes(size.p95)],
  ['sockets.statGreatest', ({ size }) => formatBytes(size.greatest)],
];

function Sides({ sent, received }: { sent: SideStatistics; received: SideStatistics }) {
  return (
    <table class={styles.table}>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">{t('sockets.statFigure')}</span>
          </th>
          <th scope="col">
            <span class={styles.sent}>↑</span> {t('payload.sumSent')}
          </th>
          <th scope="col">
            <span class={styles.received}>↓</span> {t('payload.sumReceived')}
          </th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([label, cell]) => (
          <tr key={label}>
            <th scope="row">{t(label)}</th>
            <td>{sent.frames > 0 || label === 'sockets.statFrames' ? cell(sent) : '—'}</td>
            <td>{received.frames > 0 || label === 'sockets.statFrames' ? cell(received) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface LatenciesProps {
  store: PanelStore;
  socket: Socket;
  decoding: Decoding;
}

/** How long replies took, of the requests that the page made and of those that the server did. */
function Latencies({ store, socket, decoding }: LatenciesProps) {
  decoding.version.value;
  const { conversations, unanswered } = decoding.pairs;
  const replied = conversations.filter((one) => one.latency !== undefined);
  const slowest = replied.reduce<(typeof replied)[number] | undefined>(
    (most, one) => (most && most.latency! >= one.latency! ? most : one),
    undefined,
  );
  if (conversations.length === 0) {
    return (
      <Section title={t('sockets.latencyTitle')}>
        <p class={styles.note}>{t('sockets.noPairs')}</p>
      </Section>
    );
  }
  const of = (sent: boolean) =>
    percentilesOf(replied.filter((one) => one.sent === sent).map(({ latency }) => latency!));
  const frame = slowest && store.frames.get(slowest.request);
  return (
    <Section title={t('sockets.latencyTitle')}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{t('sockets.statFigure')}</span>
            </th>
            <th scope="col">{t('sockets.pageAsked')}</th>
            <th scope="col">{t('sockets.serverAsked')}</th>
          </tr>
        </thead>
        <tbody>
          <LatencyRow label={t('sockets.statLeast')} of={[of(true)?.least, of(false)?.least]} />
          <LatencyRow label={t('sockets.statMedian')} of={[of(true)?.median, of(false)?.median]} />
          <LatencyRow label={t('sockets.statP95')} of={[of(true)?.p95, of(false)?.p95]} />
          <LatencyRow label={t('sockets.statP99')} of={[of(true)?.p99, of(false)?.p99]} />
          <LatencyRow label={t('sockets.statGreatest')} of={[of(true)?.greatest, of(false)?.greatest]} />
        </tbody>
      </table>
      <p class={styles.note}>
        {t('sockets.pairsOf', { answered: replied.length, count: conversations.length })}
        {unanswered.length > 0 && ` ${t('frames.unansweredCount', { count: unanswered.length })}.`}{' '}
        {frame && (
          <Button onClick={() => store.select({ kind: 'frame', socketId: socket.id, seq: frame.seq })}>
            {t('sockets.slowest')}
          </Button>
        )}
      </p>
    </Section>
  );
}

function LatencyRow({ label, of }: { label: string; of: readonly (Percentiles['median'] | undefined)[] }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {of.map((ms, at) => (
        <td key={at}>{ms === undefined ? '—' : formatDuration(ms)}</td>
      ))}
    </tr>
  );
}
