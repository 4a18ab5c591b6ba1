import { type ReadonlySignal, signal } from '@preact/signals';
import type { SessionHeader } from '../exchange/model';
import type { RecordingInfo } from '../recording/model';
import type { SessionFold } from '../session/fold';
import type { OpenableFile, OpenedSession, ReadResult } from './open/read';
import type { Progress } from './recorded-source';
import type { Recordings } from './recordings';
import { createHeldSource, type PanelSource } from './source';
import type { PanelStore } from './store';

export interface OpenedFile {
  name: string;
  /** Where and when it was recorded, as far as the file says. */
  header: SessionHeader;
  /** It is no file, but a recording of this browser. */
  recording?: { info: RecordingInfo; progress: { readonly value: Progress } };
}

/** A file on its way in. */
export interface Opening {
  name: string;
  /** Share that has been read, 0 to 1. */
  share: ReadonlySignal<number>;
  cancel(): void;
}

export interface OpenedRecording {
  file: OpenedFile;
  source: PanelSource;
}

/** What the panel shows: the live tab, or a session file or a recording in its place. */
export interface Workspace {
  store: ReadonlySignal<PanelStore>;
  /** Why the last file was not opened, or what of it is missing. */
  problem: ReadonlySignal<string | undefined>;
  /** Whether there is a live tab to go back to. */
  live: boolean;
  /** Comes a moment later than the first view. */
  recordings: ReadonlySignal<Recordings | undefined>;
  /** What the page has to say of itself. */
  notice: ReadonlySignal<string | undefined>;
  opening: ReadonlySignal<Opening | undefined>;
  /** A file, or a HAR with the files that belong to it. */
  open(files: readonly OpenableFile[]): Promise<void>;
  /** Reads a file without showing it; undefined where it could not be read (`problem` says why). */
  read(files: readonly OpenableFile[]): Promise<OpenedSession | undefined>;
  openRecording(id: string): Promise<void>;
  /** Back to the live tab, or to where one chooses another. */
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
  /** Finds a recording; rejects with why it cannot be opened. */
  readRecording?(id: string): Promise<OpenedRecording>;
  /** `fold`: the session where it is folded already. */
  storeOf(source: PanelSource, file: OpenedFile, fold?: SessionFold): PanelStore;
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
    live: leave === undefined,
    recordings,
    notice,
    opening,
    read: readFiles,
    async open(files) {
      const opened = await readFiles(files);
      if (!opened) return;
      const { fold, name, header } = opened;
      show(storeOf(createHeldSource(), { name, header }, fold));
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
