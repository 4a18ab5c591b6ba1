import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '@/utils/i18n';
import { IconButton } from './Button';
import styles from './Dialog.module.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** Beside the title. */
  mark?: ComponentChildren;
  /** For tables. */
  wide?: boolean;
  children: ComponentChildren;
}

/** A native modal dialog, open for as long as it is drawn. Esc, its cross and a click beside it close it. */
export function Dialog({ title, onClose, mark, wide, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  /** It is being taken away: its close event, which comes later, is nobody's wish. */
  const leaves = useRef(false);
  // A dialog that leaves the document unclosed gives the focus back to nobody, and lets nobody else take it.
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    dialog?.showModal();
    return () => {
      leaves.current = true;
      dialog?.close();
      // Once it has left the document: until then everything else is inert.
      if (before instanceof HTMLElement) queueMicrotask(() => before.focus());
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={styles.dialog}
      data-wide={wide || undefined}
      aria-labelledby={id}
      onClose={() => !leaves.current && onClose()}
      onPointerDown={(event) => event.target === event.currentTarget && onClose()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class={styles.frame}>
        <header class={styles.head}>
          <h2 id={id}>{title}</h2>
          {mark}
          <span class={styles.close}>
            <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
          </span>
        </header>
        {children}
      </div>
    </dialog>
  );
}
