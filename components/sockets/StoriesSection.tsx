import { Confidence } from '@/components/ui/Confidence';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { evidenceOf, storiesOf } from '@/utils/panel/evidence';
import type { Socket } from '@/utils/websocket/model';
import styles from './StoriesSection.module.css';

/** What the evidence tells of this connection, each sentence with the way to what it rests on. */
export function StoriesSection({ store, socket }: { store: PanelStore; socket: Socket }) {
  const session = store.session.value;
  const told = storiesOf(session, socket.id);
  if (told.length === 0) return null;
  return (
    <ul class={styles.stories} aria-label={t('stories.whatHappened')}>
      {told.map((story) => (
        <li key={`${story.kind}${story.at}${story.socketId}`}>
          <span>{story.text}</span>
          <Confidence of={story.confidence} />
          <span class={styles.evidence}>
            {evidenceOf(session, story)
              .filter(({ selection }) => !(selection.kind === 'socket' && selection.id === socket.id))
              .map(({ label, selection }) => (
                <button type="button" key={label} onClick={() => store.select(selection)}>
                  {label}
                </button>
              ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
