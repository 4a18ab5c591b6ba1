import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { ExportChoice } from '@/utils/panel/export';
import styles from './ExportDialog.module.css';
import { FieldChoice } from './FieldChoice';
import { Progress } from './Progress';
import { RadioList } from './RadioList';
import { Receipt } from './Receipt';
import { useExport } from './useExport';

const FORMATS = ['session', 'har', 'html', 'markdown'] as const;
const LEVELS = ['default', 'everything', 'chosen', 'none'] as const;

/** What of the session is saved, and what of it is replaced before it leaves. */
export function ExportDialog({ store, onClose }: { store: PanelStore; onClose: () => void }) {
  const [choice, setChoice] = useState<ExportChoice>({ format: 'session', level: 'default' });
  const { state, start, cancel } = useExport(store);
  const change = (changed: Partial<ExportChoice>) => setChoice({ ...choice, ...changed });
  const pictures = store.session.value.marks.some(({ image }) => image !== undefined);
  const { format, level } = choice;
  if (state.phase === 'done') {
    return (
      <Dialog title={t('session.saved')} onClose={onClose}>
        <div class={styles.body}>
          <Receipt exported={state.exported} />
        </div>
        <footer class={styles.foot}>
          <Button onClick={onClose}>{t('session.done')}</Button>
        </footer>
      </Dialog>
    );
  }
  const writing = state.phase === 'writing';
  return (
    <Dialog title={t('session.saveTitle')} onClose={onClose}>
      <fieldset class={styles.body} disabled={writing}>
        <div class={styles.columns}>
          <RadioList
            legend={t('session.format')}
            options={FORMATS.map((id) => ({
              id,
              label: t(`session.format_${id}`),
              hint: t(`session.format_${id}_hint`),
            }))}
            value={format}
            onChange={(next) => change({ format: next })}
          />
          <RadioList
            legend={t('session.redaction')}
            options={LEVELS.map((id) => ({
              id,
              label: t(`session.level_${id}`),
              hint: t(`session.level_${id}_hint`),
            }))}
            value={level}
            onChange={(next) => change({ level: next })}
          />
        </div>
        {level !== 'none' && <FieldChoice store={store} choice={choice} onChange={change} />}
        {pictures && level !== 'everything' && (
          <label class={styles.check}>
            <input
              type="checkbox"
              checked={choice.pictures ?? false}
              onChange={(event) => change({ pictures: event.currentTarget.checked })}
            />
            <span>
              {t('session.pictures')} <span class={styles.hint}>{t('session.picturesHint')}</span>
            </span>
          </label>
        )}
        {level === 'none' && (
          <p class={styles.warning} role="alert">
            {t('session.noneWarning')}
          </p>
        )}
        {state.phase === 'failed' && (
          <p class={styles.warning} role="alert">
            {t('session.notSaved')} {state.why}
          </p>
        )}
      </fieldset>
      <footer class={styles.foot}>
        {writing ? (
          <>
            <Progress label={t('session.writing')} share={state.share} />
            <Button onClick={cancel}>{t('session.cancel')}</Button>
          </>
        ) : (
          <Button onClick={() => start(choice)} primary>
            {t('session.saveNow')}
          </Button>
        )}
      </footer>
    </Dialog>
  );
}
