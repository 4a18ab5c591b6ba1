import type { Passed } from '../../checks';
import { matchesText, type Query } from '../../search';
import type { Session } from '../../session/model';
import { titleOfId } from './check-words';
import { createPlaces, type Place } from './places';

export interface PassedRow {
  checkId: string;
  title: string;
  /** The flows and connections that it holds for. */
  places: readonly Place[];
}

/** Checks that found their subject right, by name; a check that also found something is right only where it says. */
export function passedRows(passed: readonly Passed[], session: Session, query: Query): PassedRow[] {
  const places = createPlaces(session);
  return passed
    .map((one) => ({ ...one, title: titleOfId(one.checkId, one.title) }))
    .filter(({ checkId, title }) => matchesText(query, `${checkId} ${title}`))
    .map(({ checkId, title, flowIds, socketIds }) => ({
      checkId,
      title,
      places: [
        ...flowIds.flatMap((id) => places.ofFlow(id) ?? []),
        ...socketIds.flatMap((id) => places.ofSocket(id) ?? []),
      ],
    }));
}
