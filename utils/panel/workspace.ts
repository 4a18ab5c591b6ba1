import { type ReadonlySignal, signal } from '@preact/signals';
import type { SessionHeader } from '../exchange/model';
import type { OpenableFile, OpenedSession, ReadResult } from './open/read';
import type { PanelStore } from './store';

export interface OpenedFile {
  name: string;
  /** Where and when it was recorded, as far as the file says. */
  header: SessionHeader;
}

/** A file on its way in. */
export interface Opening {
  name: string;
  /** Share that has been read, 0 to 1. */
  share: ReadonlySignal<number>;
  cancel(): void;
}

/** What the panel shows: the live tab, or a file in its place. */
export interface Workspace {
  store: ReadonlySignal<PanelStore>;
  /** Why the last file was not opened, or what of it is missing. */
  problem: ReadonlySignal<string | undefined>;
  opening: ReadonlySignal<Opening | undefined>;
  /** A file, or a HAR with the files that belong to it. */
  open(files: readonly OpenableFile[]): Promise<void>;
  /** Reads a file without showing it in place of the tab; undefined where it could not be read (`problem` says why). */
  read(files: readonly OpenableFile[]): Promise<OpenedSession | undefined>;
  /** Back to the live tab. */
  close(): void;
  dismiss(): void;
}

interface WorkspaceOptions {
  live: PanelStore;
  /** Reads files; its code is loaded when the first one is opened. */
  read(
    files: readonly OpenableFile[],
    work: { progress: (share: number) => void; signal: AbortSignal },
  ): Promise<ReadResult>;
  storeOf(opened: OpenedSession): PanelStore;
}

export function createWorkspace({ live, read, storeOf }: WorkspaceOptions): Workspace {
  const store = signal(live);
  const problem = signal<string>();
  const opening = signal<Opening>();

  function show(next: PanelStore) {
    const before = store.peek();
    store.value = next;
    if (before !== live) before.close();
  }

  async function readFiles(files: readonly OpenableFile[]): Promise<OpenedSession | undefined> {
    const name = files.map((file) => file.name).join(', ');
    const abort = new AbortController();
    const share = signal(0);
    // A new file takes the place of one that is still being read.
    opening.peek()?.cancel();
    const mine: Opening = { name, share, cancel: () => abort.abort() };
    opening.value = mine;
    problem.value = undefined;
    try {
      const progress = (done: number) => {
        share.value = done;
      };
      const result = await read(files, { progress, signal: abort.signal });
      if (!result.ok) {
        problem.value = `${name}: ${result.error}`;
        return undefined;
      }
      if (result.note) problem.value = `${name}: ${result.note}`;
      return result;
    } catch (error) {
      if (!abort.signal.aborted) problem.value = `${name}: ${error instanceof Error ? error.message : error}`;
      return undefined;
    } finally {
      if (opening.peek() === mine) opening.value = undefined;
    }
  }

  return {
    store,
    problem,
    opening,
    read: readFiles,
    async open(files) {
      const opened = await readFiles(files);
      if (opened) show(storeOf(opened));
    },
    close: () => show(live),
    dismiss() {
      problem.value = undefined;
    },
  };
}
