import { Confidence } from '@/components/ui/Confidence';
import { t } from '@/utils/i18n';
import type { Selection } from '@/utils/panel';
import { evidenceOf } from '@/utils/panel/evidence';
import type { Session, Story } from '@/utils/session/model';
import styles from './StoryList.module.css';

interface StoryListProps {
  session: Session;
  stories: readonly Story[];
  /** The connection or flow that they are told of: it is no evidence to go to. */
  of: string;
  select: (selection: Selection) => void;
}

/** What the evidence tells, each sentence with how it is known and the way to what it rests on. */
export function StoryList({ session, stories, of, select }: StoryListProps) {
  if (stories.length === 0) return null;
  return (
    <ul class={styles.stories} aria-label={t('stories.whatHappened')}>
      {stories.map((story) => (
        <li key={`${story.kind}${story.at}${story.socketId}`}>
          <span>{story.text}</span>
          <Confidence of={story.confidence} />
          <span class={styles.evidence}>
            {evidenceOf(session, story)
              .filter(({ selection }) => !('id' in selection && selection.id === of))
              .map(({ label, selection }) => (
                <button type="button" key={label} onClick={() => select(selection)}>
                  {label}
                </button>
              ))}
          </span>
        </li>
      ))}
    </ul>
  );
}
