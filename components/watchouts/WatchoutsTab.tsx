import { useState } from 'preact/hooks';
import { Button, IconButton } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { formatClock } from '@/utils/panel/format';
import {
  type Watchout,
  type WatchoutFailure,
  type WatchoutResult,
  watchoutSentence,
  watchoutStanding,
} from '@/utils/watchouts';
import { WatchoutForm } from './WatchoutForm';
import styles from './Watchouts.module.css';

/** What the session is watched for: each assertion with how it stands now, and a form for the next. */
export function WatchoutsTab({ store }: { store: PanelStore }) {
  const { findings } = store;
  const rules = findings.rules.value;
  const { watchouts = [] } = rules;
  const [adding, setAdding] = useState(watchouts.length === 0);
  const results = store.watchouts.results.value ?? [];
  const failure = store.watchouts.failure.value;
  const set = (next: readonly Watchout[]) => findings.set({ ...rules, watchouts: next });
  return (
    <div class={styles.scroll}>
      <div class={styles.head}>
        <p>{t('rules.about')}</p>
        {!adding && <Button onClick={() => setAdding(true)}>{t('rules.add')}</Button>}
      </div>
      {adding && (
        <WatchoutForm
          onAdd={(watchout) => {
            set([...watchouts, watchout]);
            setAdding(false);
          }}
          onCancel={() => setAdding(false)}
        />
      )}
      {failure && (
        <p class={styles.problem} role="status">
          {t('rules.broken', { why: failure })}
        </p>
      )}
      <ul class={styles.list} aria-label={t('rules.list')}>
        {watchouts.map((watchout, i) => (
          <Item
            key={i}
            store={store}
            watchout={watchout}
            result={results[i]}
            onRemove={() => set(watchouts.filter((_, at) => at !== i))}
          />
        ))}
      </ul>
    </div>
  );
}

interface ItemProps {
  store: PanelStore;
  watchout: Watchout;
  result: WatchoutResult | undefined;
  onRemove: () => void;
}

function Item({ store, watchout, result, onRemove }: ItemProps) {
  const state = result?.state ?? 'open';
  const said = watchoutSentence(watchout);
  return (
    <li class={styles.item} data-state={state}>
      <span class={styles.state}>{t(`rules.state_${state}`)}</span>
      <div>
        <span class={styles.said}>{said}</span>{' '}
        <span class={styles.standing}>{result && watchoutStanding(result)}</span>
        {result && result.failures.length > 0 && (
          <ul class={styles.failures}>
            {result.failures.map((failure, at) => (
              <li key={at}>
                <Failure store={store} failure={failure} />
              </li>
            ))}
            {result.failed > result.failures.length && (
              <li>{t('rules.more', { count: result.failed - result.failures.length })}</li>
            )}
          </ul>
        )}
      </div>
      <IconButton icon="close" label={t('rules.remove', { said })} onClick={onRemove} />
    </li>
  );
}

/** A failure, which leads to where it happened. */
function Failure({
  store,
  failure: { at, message, socketId, flowId, frame },
}: {
  store: PanelStore;
  failure: WatchoutFailure;
}) {
  const open = socketId
    ? () =>
        store.select(
          frame === undefined ? { kind: 'socket', id: socketId } : { kind: 'frame', socketId, seq: frame },
        )
    : flowId
      ? () => store.select({ kind: 'flow', id: flowId })
      : undefined;
  return (
    <>
      {at !== undefined && <span class={styles.time}>{formatClock(at)}</span>}{' '}
      {open ? (
        <button type="button" class={styles.link} onClick={open}>
          {message}
        </button>
      ) : (
        message
      )}
    </>
  );
}
