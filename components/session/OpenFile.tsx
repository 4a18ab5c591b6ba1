import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import { later } from '@/components/ui/later';
import { t } from '@/utils/i18n';
import type { Workspace } from '@/utils/panel';

const Opening = later(() => import('./Opening').then((module) => module.Opening));

/** Opens a session file or a HAR: chosen, dropped anywhere on the panel, or pasted. */
export function OpenFile({ workspace }: { workspace: Workspace }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => watchFiles((files) => workspace.open(files)), [workspace]);
  const opening = workspace.opening.value;
  return (
    <>
      <IconButton icon="import" label={t('session.open')} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        accept=".gz,.json,.har,.zip,.jsonl"
        aria-label={t('session.file')}
        hidden
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen again.
          event.currentTarget.value = '';
          if (files.length > 0) workspace.open(files);
        }}
      />
      {opening && <Opening opening={opening} />}
    </>
  );
}

/** Takes files that are dropped on the document, and JSON that is pasted into it. Gives back its end. */
function watchFiles(onFiles: (files: readonly File[]) => void): () => void {
  const attached = new AbortController();
  const { signal } = attached;
  const over = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    // A dialog takes what is dropped on it itself.
    if (files.length === 0 || event.defaultPrevented) return;
    event.preventDefault();
    onFiles(files);
  };
  const paste = (event: ClipboardEvent) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (files.length > 0) onFiles(files);
    else if (/^\s*\{/.test(text)) onFiles([new File([text], t('session.pasted'))]);
  };
  document.addEventListener('dragover', over, { signal });
  document.addEventListener('drop', drop, { signal });
  document.addEventListener('paste', paste, { signal });
  return () => attached.abort();
}
