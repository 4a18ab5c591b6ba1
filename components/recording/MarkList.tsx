import { useEffect, useState } from 'preact/hooks';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { formatClock, formatSince } from '@/utils/panel/format';
import type { Recordings } from '@/utils/panel/recordings';
import type { Marked, MarkImage } from '@/utils/session/observations';
import styles from './MarkList.module.css';
import { markText } from './mark-text';

interface MarkListProps {
  store: PanelStore;
  recordings?: Recordings;
  /** The recording that the marks are stored in: their words can be changed. */
  recordingId?: string;
  onClose: () => void;
}

/** The marks of what is shown, in their order; choosing one brings the timeline to its moment. */
export function MarkList({ store, recordings, recordingId, onClose }: MarkListProps) {
  const { marks, span } = store.session.value;
  const shown = marks.filter(({ frame }) => !frame).sort((a, b) => a.at - b.at);
  const pictures = usePictures(recordings, recordingId, shown.length);
  if (shown.length === 0) return null;
  const from = span?.from ?? 0;
  const pictureOf = (mark: Marked) => mark.image ?? pictures.get(mark.id ?? '');
  return (
    <ol class={styles.list} aria-label={t('recording.marks')}>
      {shown.map((mark) => (
        <li key={mark.id ?? `${mark.at} ${mark.text}`} class={styles.mark}>
          <button
            type="button"
            class={styles.time}
            title={formatClock(mark.at)}
            onClick={() => {
              store.spans.setZoom({ from: mark.at - 5_000, to: mark.at + 5_000 });
              onClose();
            }}
          >
            {formatSince(mark.at - from)}
          </button>
          {mark.id !== undefined && recordingId !== undefined && recordings ? (
            <input
              class={styles.words}
              type="text"
              aria-label={t('recording.words')}
              placeholder={t('recording.noWords')}
              value={mark.text}
              onChange={(event) => {
                const text = event.currentTarget.value.trim();
                recordings.reword(recordingId, mark.id!, text);
                if (store.file) store.mark([{ ...mark, text }]);
              }}
            />
          ) : (
            <span data-by={mark.by} class={styles.text}>
              {markText(mark)}
            </span>
          )}
          {pictureOf(mark) && <Picture image={pictureOf(mark)!} mark={mark} />}
        </li>
      ))}
    </ol>
  );
}

function Picture({ image, mark }: { image: MarkImage; mark: Marked }) {
  const [url, setUrl] = useState<string>();
  const [large, setLarge] = useState(false);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([image.bytes.slice()], { type: image.mime }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [image]);
  return (
    <button
      type="button"
      class={styles.picture}
      data-large={large ? '' : undefined}
      aria-expanded={large}
      aria-label={t('recording.openPicture')}
      onClick={() => setLarge(!large)}
    >
      {url && <img src={url} alt={t('recording.picture', { time: formatClock(mark.at) })} />}
    </button>
  );
}

/** Pictures taken before this page was opened: no journal keeps them, the recording does. */
function usePictures(recordings: Recordings | undefined, id: string | undefined, marks: number) {
  const [pictures, setPictures] = useState<ReadonlyMap<string, MarkImage>>(new Map());
  useEffect(() => {
    let left = false;
    if (recordings && id !== undefined && marks > 0) {
      void recordings.pictures(id).then((found) => left || setPictures(found));
    }
    return () => {
      left = true;
    };
  }, [recordings, id, marks]);
  return pictures;
}
