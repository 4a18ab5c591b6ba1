import { type ReadonlySignal, signal } from '@preact/signals';
import type { SessionFile } from '../exchange/model';
import type { RecordingInfo } from '../recording/model';
import type { Progress } from './recorded-source';
import type { Recordings } from './recordings';
import { createLoadedSource, type PanelSource } from './source';
import type { PanelStore } from './store';

export interface OpenedFile {
  name: string;
  /** Where and when it was recorded, as far as the file says. */
  header: Omit<SessionFile, 'observations'>;
  /** It is no file, but a recording of this browser. */
  recording?: { info: RecordingInfo; progress: { readonly value: Progress } };
}

export interface OpenedRecording {
  file: OpenedFile;
  source: PanelSource;
}

/** What the panel shows: the live tab, or a session file or a recording in its place. */
export interface Workspace {
  store: ReadonlySignal<PanelStore>;
  /** Why the last file was not opened. */
  problem: ReadonlySignal<string | undefined>;
  /** Whether there is a live tab to go back to. */
  live: boolean;
  /** Comes a moment later than the first view. */
  recordings: ReadonlySignal<Recordings | undefined>;
  /** What the page has to say of itself. */
  notice: ReadonlySignal<string | undefined>;
  open(file: Pick<File, 'name' | 'text'>): Promise<void>;
  openRecording(id: string): Promise<void>;
  /** Back to the live tab, or to where one chooses another. */
  close(): void;
  dismiss(): void;
}

interface WorkspaceOptions {
  live: PanelStore;
  /** Reads a session file; loaded when the first one is opened. */
  read(text: string): Promise<{ ok: true; session: SessionFile } | { ok: false; error: string }>;
  /** Finds a recording; rejects with why it cannot be opened. */
  readRecording?(id: string): Promise<OpenedRecording>;
  storeOf(source: PanelSource, file: OpenedFile): PanelStore;
  recordings?: ReadonlySignal<Recordings | undefined>;
  notice?: ReadonlySignal<string | undefined>;
  /** Goes to where one chooses what to look at, in a page without a live tab. */
  leave?(): void;
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const {
    live,
    read,
    readRecording,
    storeOf,
    recordings = signal(undefined),
    notice = signal(undefined),
    leave,
  } = options;
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
    live: leave === undefined,
    recordings,
    notice,
    async open(file) {
      const result = await read(await file.text());
      if (!result.ok) {
        problem.value = `${file.name}: ${result.error}`;
        return;
      }
      problem.value = undefined;
      const { observations, ...header } = result.session;
      show(storeOf(createLoadedSource(observations), { name: file.name, header }));
    },
    async openRecording(id) {
      try {
        const opened = await readRecording?.(id);
        if (!opened) return;
        problem.value = undefined;
        show(storeOf(opened.source, opened.file));
      } catch (error) {
        problem.value = error instanceof Error ? error.message : String(error);
      }
    },
    close: () => (leave ? leave() : show(live)),
    dismiss() {
      problem.value = undefined;
    },
  };
}
