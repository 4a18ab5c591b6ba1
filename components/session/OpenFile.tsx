import { useRef } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import type { Workspace } from '@/utils/panel';

/** Opens a session file; one may be dropped onto the panel as well. */
export function OpenFile({ workspace }: { workspace: Workspace }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="import" label="Open a session file" onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="Session file"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be chosen again.
          event.currentTarget.value = '';
          if (file) workspace.open(file);
        }}
      />
    </>
  );
}
