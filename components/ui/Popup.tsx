import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon';
import styles from './Popup.module.css';

interface PopupProps {
  /** Accessible name of the button and of what it opens. */
  label: string;
  /** What the button shows. */
  face: ComponentChildren;
  children: (close: () => void) => ComponentChildren;
}

/** Whether the button shows a picture alone. */
const isIcon = (face: ComponentChildren): boolean =>
  typeof face === 'object' && face !== null && 'type' in face && face.type === Icon;

/** Room that a popup wants beneath its button, px: with less it opens above. */
const ROOM = 200;

/** A button that opens choices or actions beside it. Arrow keys go through them; Escape and a click elsewhere close. */
export function Popup({ label, face, children }: PopupProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  function place(event: Pick<ToggleEvent, 'newState'>) {
    const element = box.current;
    const rect = button.current?.getBoundingClientRect();
    if (event.newState !== 'open' || !element || !rect) return;
    const below = innerHeight - rect.bottom;
    const above = below < ROOM && rect.top > below;
    Object.assign(element.style, {
      right: `${Math.max(4, innerWidth - rect.right)}px`,
      top: above ? 'auto' : `${rect.bottom + 2}px`,
      bottom: above ? `${innerHeight - rect.top + 2}px` : 'auto',
      maxHeight: `${(above ? rect.top : below) - 8}px`,
    });
    setOpen(true);
  }

  function move(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const inside = [...(box.current?.querySelectorAll<HTMLElement>('button:not(:disabled), input') ?? [])];
    if (step === undefined || inside.length === 0) return;
    const at = inside.indexOf(document.activeElement as HTMLElement);
    inside[(at + step + inside.length) % inside.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        class={styles.button}
        popovertarget={id}
        // Words name it by themselves; the title then says more.
        aria-label={isIcon(face) ? label : undefined}
        title={label}
        onKeyDown={(event) => open && move(event)}
      >
        {face}
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own. */}
      <div
        ref={box}
        id={id}
        popover="auto"
        class={styles.box}
        role="group"
        aria-label={label}
        onBeforeToggle={place}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onKeyDown={move}
      >
        {open && children(() => box.current?.hidePopover())}
      </div>
    </>
  );
}

interface ActionProps {
  children: ComponentChildren;
  /** Beside the words, dim: a key or what it makes. */
  hint?: string;
  disabled?: boolean;
  onClick: () => void;
}

/** One action of a popup. */
export function PopupAction({ children, hint, disabled, onClick }: ActionProps) {
  return (
    <button type="button" class={styles.action} disabled={disabled} onClick={onClick}>
      <span>{children}</span>
      {hint && <span class={styles.hint}>{hint}</span>}
    </button>
  );
}

interface CheckProps {
  children: ComponentChildren;
  checked: boolean;
  title?: string;
  onChange: (checked: boolean) => void;
}

/** One choice of a popup. */
export function PopupCheck({ children, checked, title, onChange }: CheckProps) {
  return (
    <label class={styles.check} title={title}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {children}
    </label>
  );
}
