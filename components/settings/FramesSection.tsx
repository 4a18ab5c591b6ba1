import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { formatBytes } from '@/utils/panel/format';
import { Field } from './Field';

const FRAMES = [10_000, 100_000, 500_000, 1_000_000, 2_000_000] as const;
const MEGABYTES = [64, 128, 256, 512, 1024] as const;

/** How many frames the panel holds, all of them in memory. */
export function FramesSection({ store: { settings, frames, version } }: { store: PanelStore }) {
  version.value;
  const { framesKept, megabytesKept } = settings;
  return (
    <>
      <Field label={t('query.framesKept')} hint={t('query.framesKeptHint')}>
        {(control) => (
          <Choice
            control={control}
            choices={FRAMES}
            value={framesKept.value}
            onChoose={(count) => settings.set('framesKept', count)}
          >
            {(count) => t('query.found', { count })}
          </Choice>
        )}
      </Field>
      <Field label={t('query.bytesKept')} hint={t('query.bytesKeptHint')}>
        {(control) => (
          <Choice
            control={control}
            choices={MEGABYTES}
            value={megabytesKept.value}
            onChoose={(count) => settings.set('megabytesKept', count)}
          >
            {(count) => formatBytes(count * 1024 * 1024)}
          </Choice>
        )}
      </Field>
      <p>
        {t('query.heldNow', { count: frames.length, bytes: formatBytes(frames.bytes) })}
        {frames.dropped.frames > 0 && ` ${t('app.framesGone', { count: frames.dropped.frames })}`}
      </p>
    </>
  );
}

interface ChoiceProps {
  control: { id: string };
  choices: readonly number[];
  value: number;
  onChoose: (value: number) => void;
  children: (value: number) => string;
}

/** A number among some; one that was set elsewhere is among them. */
function Choice({ control, choices, value, onChoose, children }: ChoiceProps) {
  const all = [...new Set([...choices, value])].sort((a, b) => a - b);
  return (
    <select {...control} value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
      {all.map((one) => (
        <option key={one} value={one}>
          {children(one)}
        </option>
      ))}
    </select>
  );
}
