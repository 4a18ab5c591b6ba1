import type { ComponentChildren } from 'preact';
import styles from './Button.module.css';
import { Icon, type IconName } from './Icon';

interface IconButtonProps {
  icon: IconName;
  /** Its accessible name and its tooltip. */
  label: string;
  /** Words beside the icon, where there is room for them. */
  children?: ComponentChildren;
  pressed?: boolean;
  disabled?: boolean;
  onClick: (event: MouseEvent) => void;
}

export function IconButton({ icon, label, children, pressed, disabled, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      class={children ? `${styles.button} ${styles.worded}` : styles.button}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}

interface ButtonProps {
  children: ComponentChildren;
  title?: string;
  /** What the dialog is for. */
  primary?: boolean;
  onClick: () => void;
}

export function Button({ children, title, primary, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      class={`${styles.button} ${styles.outlined}`}
      data-primary={primary || undefined}
      title={title}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
