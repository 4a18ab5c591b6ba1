import { t } from '../i18n';
import type { Clause, Evidence, Story } from './model';

/** A sentence of clauses, with what all of them rest on. */
export function sentence(
  clauses: readonly Clause[],
): Pick<Story, 'text' | 'confidence' | 'evidence' | 'clauses'> {
  const all = clauses.flatMap(({ evidence }) => evidence);
  const isFirst = ({ kind, id }: Evidence, at: number) =>
    all.findIndex((one) => one.kind === kind && one.id === id) === at;
  return {
    text: t('stories.whole', { clauses: clauses.map(({ text }) => text).join(t('stories.then')) }),
    confidence: clauses.find(({ confidence }) => confidence !== 'proved')?.confidence ?? 'proved',
    evidence: all.filter(isFirst),
    clauses,
  };
}

const ENDS: ReadonlySet<Story['kind']> = new Set(['closed-after-expiry', 'handshake-refused']);
const RETURNS: ReadonlySet<Story['kind']> = new Set([
  'reconnected-with-new-token',
  'reconnected-with-older-token',
]);

/**
 * Why a connection ended and how the client came back from it are one story: the reconnect's first clause, which
 * says only that the one before ended, gives way to what is told of that end.
 */
export function chained(stories: readonly Story[]): Story[] {
  const ends = new Map(
    stories.filter(({ kind }) => ENDS.has(kind)).map((end) => [endKey(end.evidence), end] as const),
  );
  const joined = new Set<Story>();
  const chains = stories.map((story) => {
    const [ended, ...rest] = story.clauses;
    const end = RETURNS.has(story.kind) && ended && ends.get(endKey(ended.evidence));
    if (!end || joined.has(end)) return story;
    joined.add(end);
    return { ...story, at: end.at, ...sentence([...end.clauses, ...rest]) };
  });
  return chains.filter((story) => !joined.has(story));
}

/** A connection and the token that it carried. */
function endKey(evidence: readonly Evidence[]): string {
  const idOf = (kind: Evidence['kind']) => evidence.find((one) => one.kind === kind)?.id;
  return `${idOf('socket')} ${idOf('token')}`;
}
