import { KINDS, readWatchout, type Watchout, type WatchoutField, type WatchoutKind } from '../../watchouts';

/** A watch-out as a form holds it: every field a text. */
export type Draft = { watch: WatchoutKind } & Partial<Record<WatchoutField, string>>;

export interface DraftField {
  name: WatchoutField;
  needed: boolean;
  input: 'text' | 'number' | 'direction' | 'severity';
}

const INPUTS: Partial<Record<WatchoutField, DraftField['input']>> = {
  ms: 'number',
  count: 'number',
  direction: 'direction',
  severity: 'severity',
};

/** The fields of a kind of watch-out, as a form asks for them. */
export function draftFields(watch: WatchoutKind): DraftField[] {
  const { needs, takes } = KINDS[watch];
  const field = (needed: boolean) => (name: WatchoutField) => ({
    name,
    needed,
    input: INPUTS[name] ?? ('text' as const),
  });
  return [...needs.map(field(true)), ...takes.map(field(false))];
}

/** What a new one starts from, its address kept from the one before. */
export function startDraft(watch: WatchoutKind, url?: string): Draft {
  const { start } = KINDS[watch];
  return { ...draftOf({ watch, ...start }), ...(url && { url }) };
}

/** A watch-out as it is put into the form. */
export function draftOf({ watch, ...members }: Watchout): Draft {
  const texts = Object.entries(members).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : `${value}`,
  ]);
  return { watch, ...Object.fromEntries(texts) };
}

/** The watch-out that a form holds, or a sentence on what is wrong with it. */
export function watchoutOf(draft: Draft): Watchout | string {
  const members = draftFields(draft.watch).flatMap(({ name, input }): [string, unknown][] => {
    const text = draft[name]?.trim() ?? '';
    if (text === '') return [];
    if (input === 'number') return [[name, Number(text)]];
    if (name === 'allowed')
      return [
        [
          name,
          text
            .split(/[\s,;]+/)
            .filter(Boolean)
            .map(Number),
        ],
      ];
    return [[name, text]];
  });
  return readWatchout({ watch: draft.watch, ...Object.fromEntries(members) });
}
