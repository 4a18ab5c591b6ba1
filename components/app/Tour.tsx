import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button, IconButton } from '@/components/ui/Button';
import { type MessageKey, t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import styles from './Tour.module.css';

/** What is shown, by the `data-tour` of the part that it is about. */
const STEPS: readonly { part: string; title: MessageKey; text: MessageKey }[] = [
  { part: 'timeline', title: 'app.tourTimeline', text: 'app.tourTimelineText' },
  { part: 'sockets', title: 'app.tourSockets', text: 'app.tourSocketsText' },
  { part: 'oauth', title: 'app.tourOAuth', text: 'app.tourOAuthText' },
  { part: 'findings', title: 'app.tourFindings', text: 'app.tourFindingsText' },
  { part: 'filter', title: 'app.tourFilter', text: 'app.tourFilterText' },
];

interface Box {
  top: number;
  left: number;
  width: number;
  height: number;
}

/** The panel in five steps: a card beside a ring around the part that it is about. The panel stays usable. */
export function Tour({ store }: { store: PanelStore }) {
  const [at, setAt] = useState(0);
  const [box, setBox] = useState<Box>();
  const card = useRef<HTMLDivElement>(null);
  const step = STEPS[at]!;

  function end() {
    store.settings.set('tourSeen', true);
    store.dialogs.close();
  }

  useLayoutEffect(() => {
    const part = document.querySelector(`[data-tour="${step.part}"]`);
    // A half is named by its header; the ring goes around all of it.
    const area = part?.matches('header') ? part.parentElement : part;
    const measure = () => setBox(area?.getBoundingClientRect());
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [step]);

  useEffect(() => {
    const before = document.activeElement;
    card.current?.focus();
    return () => before instanceof HTMLElement && before.focus();
  }, []);

  return (
    <>
      {box && <div class={styles.ring} style={placed(box)} />}
      <div
        ref={card}
        class={styles.card}
        role="dialog"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        tabIndex={-1}
        data-below={box && box.top + box.height < innerHeight / 2 ? '' : undefined}
        onKeyDown={(event) => event.key === 'Escape' && end()}
      >
        <header class={styles.head}>
          <h2 id="tour-title">{t(step.title)}</h2>
          <IconButton icon="close" label={t('app.tourEnd')} onClick={end} />
        </header>
        <p id="tour-text">{t(step.text)}</p>
        <footer class={styles.foot}>
          <span role="status">{t('app.tour', { step: at + 1, steps: STEPS.length })}</span>
          {at > 0 && <Button onClick={() => setAt(at - 1)}>{t('app.tourBack')}</Button>}
          {at < STEPS.length - 1 ? (
            <Button onClick={() => setAt(at + 1)}>{t('app.tourNext')}</Button>
          ) : (
            <Button onClick={end}>{t('app.tourDone')}</Button>
          )}
        </footer>
      </div>
    </>
  );
}

const placed = ({ top, left, width, height }: Box) => ({
  top: `${top}px`,
  left: `${left}px`,
  width: `${width}px`,
  height: `${height}px`,
});
