import { useId } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import { Icon } from '@/components/ui/Icon';
import { Quiet } from '@/components/ui/Quiet';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { SavedFilters } from './SavedFilters';
import styles from './SearchStrip.module.css';

/** What the query found, how it is applied, the way from match to match, and the filters that are kept. */
export function SearchStrip({ store }: { store: PanelStore }) {
  const { search } = store;
  const asked = search.asked.value !== undefined;
  return (
    <section class={styles.strip} aria-label={t('query.strip')}>
      {asked && (
        <>
          <Found store={store} />
          <Mode store={store} />
          <IconButton icon="up" label={t('query.previous')} onClick={() => store.stepToMatch(-1)} />
          <IconButton icon="down" label={t('query.next')} onClick={() => store.stepToMatch(1)} />
        </>
      )}
      <SavedFilters store={store} />
    </section>
  );
}

function Found({ store }: { store: PanelStore }) {
  const { search, frames, session } = store;
  search.version.value;
  const progress = search.progress.value;
  if (progress.phase === 'stuck') {
    const id = frames.socketOf(frames.slotAt(progress.index));
    const connection = session.value.sockets.find((socket) => socket.id === id)?.ordinal;
    return (
      <span class={styles.problem} role="status">
        <Icon name="warning" size={12} />
        {connection ? t('query.stuck', { connection: `#${connection}` }) : t('query.stuckSomewhere')}
      </span>
    );
  }
  if (progress.phase === 'wrong') {
    return (
      <span class={styles.problem} role="status">
        <Icon name="warning" size={12} />
        {t('query.badJsonPath', { detail: progress.detail })}
      </span>
    );
  }
  const count = search.found();
  // What is left of a list that is filtered; of one that is not, what is marked.
  const filters = search.filters.value;
  const sockets = store.sockets.value.filter(
    ({ id }) => filters || search.answers(id) || search.foundIn(id) > 0,
  ).length;
  const flows = store.flows.value.filter(({ id }) => filters || search.answers(id)).length;
  const found = [
    count === 0 ? t('query.nothing') : t('query.found', { count }),
    ...(filters || sockets > 0 ? [t('query.connections', { count: sockets })] : []),
    ...(flows > 0 ? [t('query.flows', { count: flows })] : []),
  ];
  return (
    <span class={styles.found}>
      {found.map((part) => (
        <span key={part}>{part}</span>
      ))}
      {/* Frames that come go on changing the count: it is said when something else is asked, and now and then. */}
      {progress.phase === 'done' && <Quiet key={search.text.value} text={found.join(', ')} every={30_000} />}
      {progress.phase === 'done' && progress.undecoded && (
        <span class={styles.problem}>{t('query.undecoded')}</span>
      )}
      {progress.phase === 'searching' && <Progress {...progress} />}
    </span>
  );
}

function Progress({ looked, of, decoding }: { looked: number; of: number; decoding: boolean }) {
  const percent = of === 0 ? 100 : Math.floor((looked / of) * 100);
  return (
    <span class={styles.progress}>
      <progress aria-label={t('query.progress')} max={100} value={percent} />
      {t(decoding ? 'query.decoding' : 'query.searching', { percent })}
    </span>
  );
}

const MODES = [
  { mode: 'filter', label: 'query.asFilter', hint: 'query.asFilterHint' },
  { mode: 'highlight', label: 'query.asMarks', hint: 'query.asMarksHint' },
] as const;

function Mode({ store: { search } }: { store: PanelStore }) {
  const name = useId();
  return (
    <fieldset class={styles.modes} aria-label={t('query.apply')}>
      {MODES.map(({ mode, label, hint }) => (
        <label key={mode} title={t(hint)} data-on={search.mode.value === mode ? '' : undefined}>
          <input
            type="radio"
            name={name}
            class="visually-hidden"
            checked={search.mode.value === mode}
            onChange={() => search.setMode(mode)}
          />
          {t(label)}
        </label>
      ))}
    </fieldset>
  );
}
