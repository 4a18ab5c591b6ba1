import { Fragment } from 'preact';
import { Confidence } from '@/components/ui/Confidence';
import { t } from '@/utils/i18n';
import type { Selection } from '@/utils/panel';
import { type EvidenceView, evidenceOf } from '@/utils/panel/evidence';
import type { Clause, Session, Story } from '@/utils/session/model';
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
  const linksOf = (evidence: Pick<Clause, 'evidence'>) =>
    evidenceOf(session, evidence).filter(({ selection }) => !('id' in selection && selection.id === of));
  return (
    <ul class={styles.stories} aria-label={t('stories.whatHappened')}>
      {stories.map((story) => {
        const mixed = story.clauses.some(({ confidence }) => confidence !== story.clauses[0]!.confidence);
        const links = linksOf(story);
        return (
          <li key={`${story.kind}${story.at}${story.socketId}`}>
            <span>
              {story.clauses.length === 1
                ? story.text
                : story.clauses.map((clause, at) => (
                    <Fragment key={at}>
                      {at > 0 && t('stories.then')}
                      <ClauseLink clause={clause} to={linksOf(clause)[0]} select={select} />
                      {mixed && <Confidence of={clause.confidence} />}
                    </Fragment>
                  ))}
              {story.clauses.length > 1 && t('stories.whole', { clauses: '' })}
            </span>
            {!mixed && <Confidence of={story.confidence} />}
            {links.length > 0 && (
              <span class={styles.evidence}>
                {links.map(({ label, selection }) => (
                  <button
                    type="button"
                    key={'id' in selection ? selection.id : label}
                    onClick={() => select(selection)}
                  >
                    {label}
                  </button>
                ))}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface ClauseLinkProps {
  clause: Clause;
  /** What it rests on first; undefined where that is what is looked at already. */
  to?: EvidenceView;
  select: (selection: Selection) => void;
}

/** One thing of several that happened one after the other. */
function ClauseLink({ clause, to, select }: ClauseLinkProps) {
  if (!to) return clause.text;
  return (
    <button type="button" class={styles.clause} title={to.label} onClick={() => select(to.selection)}>
      {clause.text}
    </button>
  );
}
