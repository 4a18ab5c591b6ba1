import type { ActiveRecording } from './active';
import type { StoredMark } from './model';
import type { RecorderHost, RecorderOptions } from './recorder';

/** A user's marks: told to whoever looks, and stored beside the recording, where their words can be changed. */
export interface UserMarks {
  add(tabId: number, mark: { text: string; at: number }): Promise<StoredMark>;
  /** Other words for a mark of a recording. */
  reword(id: string, mark: string, text: string): Promise<void>;
}

type MarkHost = Pick<RecorderHost, 'rootOf' | 'tabsOf' | 'tell' | 'show'>;
type MarkOptions = Pick<RecorderOptions, 'store' | 'settings' | 'picture' | 'drawId'>;

export function createUserMarks(
  host: MarkHost,
  { store, settings, picture, drawId }: MarkOptions,
  recordings: ReadonlyMap<number, ActiveRecording>,
): UserMarks {
  return {
    async add(tabId, { text, at }) {
      const root = host.rootOf(tabId);
      const place = { tabId, frameId: 0 };
      const told: StoredMark = { kind: 'marked', at, place, by: 'user', text, id: drawId() };
      // At once, and again with its picture: a picture takes a moment.
      host.tell(tabId, [told]);
      const active = recordings.get(root);
      const image = settings().pictures ? await picture(host.tabsOf(root)) : undefined;
      const mark = image ? { ...told, image } : told;
      if (image) host.show(root, mark);
      if (active) {
        await store.putMark(active.info.id, mark);
        active.marked(image?.bytes.length ?? 0);
        await active.flush();
      }
      return mark;
    },
    async reword(id, markId, text) {
      const mark = (await store.marks(id)).find((one) => one.id === markId);
      if (!mark) return;
      const changed = { ...mark, text };
      await store.putMark(id, changed);
      const root = [...recordings].find(([, { info }]) => info.id === id)?.[0];
      if (root === undefined) return;
      const { image, ...told } = changed;
      host.tell(mark.place.tabId, [told]);
      if (image) host.show(root, changed);
    },
  };
}
