import { useState } from 'preact/hooks';
import { IconButton } from '@/components/ui/Button';
import { download } from '@/components/ui/download';
import { later } from '@/components/ui/later';
import type { PanelStore } from '@/utils/panel';
import type { SessionText } from '@/utils/panel/session-file';

const Receipt = later(() => import('./Receipt').then((module) => module.Receipt));

type State =
  | { phase: 'idle' | 'writing' }
  | { phase: 'done'; text: SessionText }
  | { phase: 'failed'; why: string };

/** Saves the session as a file, credentials redacted, and says what was. */
export function ExportMenu({ store }: { store: PanelStore }) {
  const [state, setState] = useState<State>({ phase: 'idle' });
  const { write } = store;
  if (!write) return null;

  async function save() {
    setState({ phase: 'writing' });
    try {
      const text = await write!();
      download(new Blob([...text.parts], { type: 'application/json' }), text.name);
      setState({ phase: 'done', text });
    } catch (error) {
      setState({ phase: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  }

  const close = () => setState({ phase: 'idle' });
  return (
    <>
      <IconButton
        icon="export"
        label="Export the session, credentials redacted"
        disabled={store.session.value.span === undefined || state.phase === 'writing'}
        onClick={save}
      />
      {state.phase === 'done' && <Receipt text={state.text} onClose={close} />}
      {state.phase === 'failed' && <Receipt failure={state.why} onClose={close} />}
    </>
  );
}
