import { useId } from 'preact/hooks';
import styles from './ExportDialog.module.css';

interface RadioListProps<T extends string> {
  legend: string;
  options: readonly { id: T; label: string; hint: string }[];
  value: T;
  onChange: (value: T) => void;
}

/** One of several, each with a line on what it means. */
export function RadioList<T extends string>({ legend, options, value, onChange }: RadioListProps<T>) {
  const name = useId();
  return (
    <fieldset class={styles.options}>
      <legend>{legend}</legend>
      {options.map(({ id, label, hint }) => (
        <label key={id} class={styles.check}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={id === value}
            aria-label={label}
            aria-describedby={`${name}-${id}`}
            onChange={() => onChange(id)}
          />
          <span>
            {label}
            <span id={`${name}-${id}`} class={styles.hint}>
              {hint}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
