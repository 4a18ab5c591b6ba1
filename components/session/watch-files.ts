import { t } from '@/utils/i18n';

/** Takes files that are dropped on the document, and JSON that is pasted into it. Gives back its end. */
export function watchFiles(onFiles: (files: readonly File[]) => void): () => void {
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
