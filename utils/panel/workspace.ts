import { type ReadonlySignal, signal } from '@preact/signals';
import type { SessionFile } from '../exchange/model';
import type { PanelStore } from './store';

export interface OpenedFile {
  name: string;
  /** Where and when it was recorded, as far as the file says. */
  header: Omit<SessionFile, 'observations'>;
}

/** What the panel shows: the live tab, or a session file in its place. */
export interface Workspace {
  store: ReadonlySignal<PanelStore>;
  /** Why the last file was not opened. */
  problem: ReadonlySignal<string | undefined>;
  open(file: Pick<File, 'name' | 'text'>): Promise<void>;
  /** Back to the live tab. */
  close(): void;
  dismiss(): void;
}

interface WorkspaceOptions {
  live: PanelStore;
  /** Reads a session file; loaded when the first one is opened. */
  read(text: string): Promise<{ ok: true; session: SessionFile } | { ok: false; error: string }>;
  storeOf(session: SessionFile, file: OpenedFile): PanelStore;
}

export function createWorkspace({ live, read, storeOf }: WorkspaceOptions): Workspace {
  const store = signal(live);
  const problem = signal<string>();

  function show(next: PanelStore) {
    const before = store.peek();
    store.value = next;
    if (before !== live) before.close();
  }

  return {
    store,
    problem,
    async open(file) {
      const result = await read(await file.text());
      if (!result.ok) {
        problem.value = `${file.name}: ${result.error}`;
        return;
      }
      problem.value = undefined;
      const { observations: _, ...header } = result.session;
      show(storeOf(result.session, { name: file.name, header }));
    },
    close: () => show(live),
    dismiss() {
      problem.value = undefined;
    },
  };
}
