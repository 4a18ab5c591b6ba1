import { useEffect, useState } from 'preact/hooks';
import { t } from '@/utils/i18n';
import { IconButton } from './Button';
import type { IconName } from './Icon';

const SHOWN_MS = 1200;

interface CopyButtonProps {
  label: string;
  text: () => string | Promise<string>;
  icon?: IconName;
}

/** Copies what `text` gives at the click: the clipboard wants a user's gesture. */
export function CopyButton({ label, text, icon: idle = 'copy' }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  function copy() {
    Promise.resolve(text())
      .then(copyText)
      .then(
        () => setState('done'),
        () => setState('failed'),
      );
  }
  const icon = state === 'done' ? 'done' : state === 'failed' ? 'warning' : idle;
  const name = state === 'done' ? t('ui.copied') : state === 'failed' ? t('ui.copyRefused') : label;
  return <IconButton icon={icon} label={name} onClick={copy} />;
}

/** DevTools frames may deny the asynchronous clipboard; the command still works within a click. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (!copied) throw new Error('copy refused');
  }
}
