import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import { later } from '@/components/ui/later';
import { t } from '@/utils/i18n';
import type { Workspace } from '@/utils/panel';

const Opening = later(() => import('./Opening').then((module) => module.Opening));

/** Endings of what can be opened, and of what belongs beside a HAR. */
export const OPENABLE = '.gz,.json,.har,.zip,.jsonl';

/** Opens a session file or a HAR: chosen, dropped anywhere on the panel, or pasted. */
export function OpenFile({ workspace }: { workspace: Workspace }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    // Nobody drops a file in the first moment: its code need not be there for the first view.
    void import('./watch-files').then(({ watchFiles }) => {
      if (!gone) stop = watchFiles((files) => workspace.open(files));
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, [workspace]);
  const opening = workspace.opening.value;
  return (
    <>
      <IconButton icon="import" label={t('session.open')} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        accept={OPENABLE}
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
