import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './Tabs.module.css';

export interface Tab<Id extends string> {
  id: Id;
  label: string;
  count?: string;
}

interface TabsProps<Id extends string> {
  /** Accessible name of the set. */
  label: string;
  tabs: readonly Tab<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  /** Controls at the bar's end. */
  end?: ComponentChildren;
  children: ComponentChildren;
  panelClass?: string;
  /** What the panel is about, where that changes and it is to begin at its top then. */
  of?: string;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Tabs with one panel. Arrow keys go from tab to tab, as in the ARIA pattern. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, selected, onSelect, end, children, panelClass, of } = props;
  const id = useId();

  function move(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.id === selected);
    const ends: Record<string, number> = { Home: 0, End: tabs.length - 1 };
    const step = STEPS[event.key];
    const to = step === undefined ? ends[event.key] : (at + step + tabs.length) % tabs.length;
    if (to === undefined) return;
    event.preventDefault();
    onSelect(tabs[to]!.id);
    (event.currentTarget as Element).querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  }

  return (
    <>
      <div class={styles.list}>
        <div role="tablist" aria-label={label} tabIndex={-1} style={{ display: 'contents' }} onKeyDown={move}>
          {tabs.map((tab) => (
            <button
              type="button"
              key={tab.id}
              role="tab"
              id={`${id}-${tab.id}`}
              class={styles.tab}
              aria-selected={tab.id === selected}
              aria-controls={`${id}-panel`}
              tabIndex={tab.id === selected ? 0 : -1}
              onClick={() => onSelect(tab.id)}
            >
              {tab.label}
              {tab.count && <span class={styles.count}>{tab.count}</span>}
            </button>
          ))}
        </div>
        {end && <div class={styles.end}>{end}</div>}
      </div>
      <div
        key={`${selected} ${of}`}
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${selected}`}
        class={panelClass}
      >
        {children}
      </div>
    </>
  );
}
