import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB, type StoreNames } from 'idb';
import type { Chunk, DroppedRecording, RecordingInfo, StoredMark } from './model';

interface Schema extends DBSchema {
  recordings: { key: string; value: RecordingInfo };
  chunks: { key: [recording: string, index: number]; value: Chunk };
  marks: { key: [recording: string, mark: string]; value: StoredMark };
  dropped: { key: string; value: DroppedRecording };
}

const NAME = 'handshake-recordings';
const VERSION = 1;

/** Recordings on disk. Each method is one transaction: a recording is never half there. */
export interface RecordingStore {
  /** All, newest first. */
  list(): Promise<RecordingInfo[]>;
  get(id: string): Promise<RecordingInfo | undefined>;
  /** Writes what is known of a recording, and with it a chunk (as number `info.chunks - 1`). */
  put(info: RecordingInfo, chunk?: Chunk): Promise<void>;
  /** Changes what is known of a recording; nothing where it has gone. */
  update(id: string, change: (info: RecordingInfo) => RecordingInfo): Promise<RecordingInfo | undefined>;
  chunk(id: string, index: number): Promise<Chunk | undefined>;
  marks(id: string): Promise<StoredMark[]>;
  putMark(id: string, mark: StoredMark): Promise<void>;
  remove(id: string): Promise<void>;
  /** Removes all but those named. */
  removeAll(but: ReadonlySet<string>): Promise<void>;
  /** Removes a recording to make room, and keeps that it did. */
  drop(info: RecordingInfo, at: number): Promise<void>;
  /** What was dropped to make room, until it is taken note of. */
  dropped(): Promise<DroppedRecording[]>;
  forgetDropped(): Promise<void>;
}

/** Every key that begins with this recording's id. */
const within = (id: string) => IDBKeyRange.bound([id], [id, []]);

/** Opens the store, when it is first used. Its promises reject as IndexedDB does: `QuotaExceededError` when full. */
export function openRecordingStore(): RecordingStore {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;

  function open(): Promise<IDBPDatabase<Schema>> {
    opening ??= openDB<Schema>(NAME, VERSION, {
      upgrade(database) {
        database.createObjectStore('recordings', { keyPath: 'id' });
        database.createObjectStore('chunks');
        database.createObjectStore('marks');
        database.createObjectStore('dropped', { keyPath: 'id' });
      },
      terminated() {
        opening = undefined;
      },
    }).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  async function transaction<T>(act: (stores: Stores) => Promise<T>): Promise<T> {
    const database = await open();
    const running = database.transaction(['recordings', 'chunks', 'marks', 'dropped'], 'readwrite');
    const stores = {
      recordings: running.objectStore('recordings'),
      chunks: running.objectStore('chunks'),
      marks: running.objectStore('marks'),
      dropped: running.objectStore('dropped'),
    };
    // A request that fails aborts the transaction, whose `done` tells the reason and must be listened to.
    const [result] = await Promise.all([act(stores), running.done]);
    return result;
  }

  async function erase({ recordings, chunks, marks }: Stores, id: string): Promise<void> {
    await Promise.all([recordings.delete(id), chunks.delete(within(id)), marks.delete(within(id))]);
  }

  return {
    async list() {
      const all = await (await open()).getAll('recordings');
      return all.sort((a, b) => b.startedAt - a.startedAt);
    },
    get: async (id) => (await open()).get('recordings', id),
    put: (info, chunk) =>
      transaction(async ({ recordings, chunks }) => {
        const writes: Promise<unknown>[] = [recordings.put(info)];
        if (chunk) writes.push(chunks.put(chunk, [info.id, info.chunks - 1]));
        await Promise.all(writes);
      }),
    update: (id, change) =>
      transaction(async ({ recordings }) => {
        const info = await recordings.get(id);
        if (!info) return undefined;
        const changed = change(info);
        await recordings.put(changed);
        return changed;
      }),
    chunk: async (id, index) => (await open()).get('chunks', [id, index]),
    async marks(id) {
      const marks = await (await open()).getAll('marks', within(id));
      return marks.sort((a, b) => a.at - b.at);
    },
    async putMark(id, mark) {
      await (await open()).put('marks', mark, [id, mark.id]);
    },
    remove: (id) => transaction((stores) => erase(stores, id)),
    removeAll: (but) =>
      transaction(async (stores) => {
        const ids = await stores.recordings.getAllKeys();
        for (const id of ids) if (!but.has(id)) await erase(stores, id);
      }),
    drop: ({ id, name, startedAt, size }, at) =>
      transaction(async (stores) => {
        await erase(stores, id);
        await stores.dropped.put({ id, name, startedAt, size, droppedAt: at });
      }),
    dropped: async () => (await open()).getAll('dropped'),
    forgetDropped: async () => (await open()).clear('dropped'),
  };
}

type Name = StoreNames<Schema>;
type Stores = { [N in Name]: IDBPObjectStore<Schema, Name[], N, 'readwrite'> };
