import { CheckField, Field } from '@/components/settings/Field';
import { Rich } from '@/components/ui/Rich';
import { t } from '@/utils/i18n';
import type { Recordings } from '@/utils/panel/recordings';
import type { RecordingSettings } from '@/utils/recording/model';
import styles from './RecordingOptions.module.css';

/** What the next recording takes, and when it stops by itself. */
export function RecordingOptions({ recordings }: { recordings: Recordings }) {
  const settings = recordings.settings.value;
  if (!settings) return null;
  const number = (key: 'quietMinutes' | 'limitMegabytes' | 'totalMegabytes', least: number) => ({
    value: settings[key],
    least,
    onChange: (value: number) => recordings.set({ [key]: value } as Partial<RecordingSettings>),
  });
  return (
    <div class={styles.options}>
      <div class={styles.patterns}>
        <label for="recording-patterns">{t('recording.patterns')}</label>
        <textarea
          id="recording-patterns"
          rows={2}
          spellcheck={false}
          aria-describedby="recording-patterns-hint"
          value={settings.patterns.join('\n')}
          onChange={(event) =>
            recordings.set({
              patterns: event.currentTarget.value.split('\n').filter((line) => line.trim() !== ''),
            })
          }
        />
        <p id="recording-patterns-hint" class={styles.hint}>
          <Rich text="recording.patternsHint" />
        </p>
      </div>
      <CheckField
        label={t('recording.pictures')}
        hint={t('recording.picturesHint')}
        checked={settings.pictures}
        onChange={(pictures) => recordings.set({ pictures })}
      />
      <Field label={t('recording.quiet')} hint={t('recording.quietHint')}>
        {(control) => <NumberInput control={control} {...number('quietMinutes', 0)} />}
      </Field>
      <Field label={t('recording.limit')} hint={t('recording.limitHint')}>
        {(control) => <NumberInput control={control} {...number('limitMegabytes', 1)} />}
      </Field>
      <Field label={t('recording.total')} hint={t('recording.totalHint')}>
        {(control) => <NumberInput control={control} {...number('totalMegabytes', 1)} />}
      </Field>
    </div>
  );
}

interface NumberInputProps {
  control: { id: string; 'aria-describedby'?: string };
  value: number;
  least: number;
  onChange: (value: number) => void;
}

/** A whole number; what is none is put back. */
function NumberInput({ control, value, least, onChange }: NumberInputProps) {
  return (
    <input
      {...control}
      class={styles.number}
      type="number"
      min={least}
      step={1}
      value={value}
      onChange={(event) => {
        const next = event.currentTarget.valueAsNumber;
        if (Number.isInteger(next) && next >= least) onChange(next);
        else event.currentTarget.value = String(value);
      }}
    />
  );
}
