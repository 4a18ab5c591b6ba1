import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Icon } from '@/components/ui/Icon';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { splitUrl } from '@/utils/panel/url';
import { applySuggestion, complete, type Known, type Suggestion } from '@/utils/search/complete';
import styles from './Suggestions.module.css';

interface SuggestionsProps {
  store: PanelStore;
  caret: number;
  /** Takes the field's keys; answers whether it was one for here. */
  keys: { current: ((event: KeyboardEvent) => boolean) | undefined };
  onTake: (text: string, caret: number) => void;
  onPoint: (from: number, to: number) => void;
}

/** Beneath the field: what is wrong in it, what may be written next, and the way to all of the language. */
export function Suggestions({ store, caret, keys, onTake, onPoint }: SuggestionsProps) {
  const { search } = store;
  const text = search.text.value;
  const { errors } = search.query.value;
  const completion = useMemo(() => complete(text, caret, knownOf(store)), [text, caret]);
  const [chosen, setChosen] = useState(-1);
  const popup = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { suggestions } = completion;
  // Wider than the field: in a narrow panel it begins further left, and not beyond the edge.
  useLayoutEffect(() => {
    const place = () => {
      const { style } = popup.current!;
      style.left = '0';
      const beyond = popup.current!.getBoundingClientRect().right - document.documentElement.clientWidth;
      if (beyond > 0) style.left = `${-Math.ceil(beyond)}px`;
    };
    place();
    addEventListener('resize', place);
    return () => removeEventListener('resize', place);
  }, []);
  useEffect(() => setChosen(-1), [text, caret]);
  useEffect(() => list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' }), [chosen]);

  function take(suggestion: Suggestion) {
    const next = applySuggestion(text, completion, suggestion);
    onTake(next.text, next.caret);
  }

  keys.current = (event) => {
    const { length } = suggestions;
    if (length === 0) return false;
    if (event.key === 'ArrowDown') setChosen((chosen + 1) % length);
    else if (event.key === 'ArrowUp') setChosen((Math.max(chosen, 0) + length - 1) % length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && suggestions[chosen]) take(suggestions[chosen]);
    else return false;
    return true;
  };
  useEffect(
    () => () => {
      keys.current = undefined;
    },
    [],
  );

  return (
    // The field keeps the focus: what is pressed here must not take it.
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by it but that.
    <div ref={popup} id="filter-popup" class={styles.popup} onMouseDown={(event) => event.preventDefault()}>
      {errors.length > 0 && (
        <div id="filter-errors" class={styles.errors} role="status">
          {errors.map(({ key, values, from, to }) => (
            <button
              type="button"
              tabIndex={-1}
              key={`${from}${key}`}
              title={t('query.errorAt')}
              onClick={() => onPoint(from, to)}
            >
              <Icon name="warning" size={12} />
              {t(`query.${key}`, values)}
            </button>
          ))}
        </div>
      )}
      {suggestions.length > 0 && (
        <div ref={list} class={styles.list} role="listbox" aria-label={t('query.suggestions')}>
          {suggestions.map((suggestion, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and moves among them.
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys come from the field.
            <div
              key={suggestion.insert}
              class={styles.option}
              role="option"
              aria-selected={at === chosen}
              onClick={() => take(suggestion)}
            >
              <code>{suggestion.insert}</code>
              {suggestion.about !== 'value' && <span>{t(`query.about_${suggestion.about}`)}</span>}
            </div>
          ))}
        </div>
      )}
      <button type="button" tabIndex={-1} class={styles.all} onClick={() => store.dialogs.openQueryHelp()}>
        <Icon name="help" size={12} />
        {t('query.openCheatSheet')}
      </button>
    </div>
  );
}

function knownOf({ session }: PanelStore): Known {
  const { sockets, flows } = session.peek();
  const distinct = (values: readonly (string | undefined)[]) => [
    ...new Set(values.filter((value) => value !== undefined)),
  ];
  return {
    connections: sockets.map(({ ordinal }) => ordinal),
    hosts: distinct(sockets.map(({ url }) => splitUrl(url).host)),
    grants: distinct(flows.map(({ grant }) => grant)),
    clients: distinct(flows.map(({ client }) => client.id)),
  };
}
