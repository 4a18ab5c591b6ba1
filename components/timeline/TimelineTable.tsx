import { Grid } from '@/components/ui/Grid';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { formatClock, formatDuration, formatSince } from '@/utils/panel/format';
import { ownerOf } from '@/utils/panel/selection';
import type { Lane } from '@/utils/panel/timeline';
import { tokenWord } from '@/utils/panel/timeline/words';
import styles from './TimelineView.module.css';

interface TimelineTableProps {
  store: PanelStore;
  lanes: readonly Lane[];
  /** Start of the timeline, epoch ms. */
  from: number;
}

/** The timeline as a table, for those who read it aloud or want the numbers. */
export function TimelineTable({ store, lanes, from }: TimelineTableProps) {
  const columns = [
    { id: 'what', label: t('timeline.what'), width: 'minmax(120px, 1.2fr)' },
    { id: 'state', label: t('timeline.state'), width: 'minmax(64px, .5fr)' },
    { id: 'start', label: t('timeline.start'), width: '96px' },
    { id: 'since', label: t('timeline.sinceStart'), width: '84px', end: true },
    { id: 'lasted', label: t('timeline.lasted'), width: '84px', end: true },
    { id: 'marks', label: t('timeline.marks'), width: 'minmax(160px, 2fr)' },
  ];
  return (
    <div class={styles.table} style={{ height: `${store.settings.timelineHeight.value}px` }}>
      <Grid
        label={t('timeline.table')}
        columns={columns}
        least="640px"
        count={lanes.length}
        selected={lanes.findIndex((lane) => lane.id === ownerOf(store.selection.current.value))}
        onSelect={(index) => store.select(lanes[index]!.selection)}
        row={(index) => {
          const lane = lanes[index];
          if (!lane) return undefined;
          const marks = marksOf(lane, from);
          return {
            key: lane.id,
            title: marks,
            cells: [
              `${lane.label} ${lane.name}`,
              lane.state,
              formatClock(lane.from),
              formatSince(lane.from - from),
              lane.to === undefined ? t('timeline.goesOn') : formatDuration(lane.to - lane.from),
              marks,
            ],
          };
        }}
      />
    </div>
  );
}

/** Marks and tokens' lives in one line, in time. */
function marksOf(lane: Lane, from: number): string {
  const bands = lane.kind === 'flow' ? lane.bands : [];
  return [
    ...lane.marks.map(({ at, title }) => ({ at, text: `${title} ${formatSince(at - from)}` })),
    ...bands.map(({ from: at, to, kind }) => ({
      at,
      text: `${tokenWord(kind)} ${formatSince(at - from)} – ${to === undefined ? '' : formatSince(to - from)}`,
    })),
  ]
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text)
    .join('; ');
}
