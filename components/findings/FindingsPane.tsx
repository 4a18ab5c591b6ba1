import { Tabs } from '@/components/ui/Tabs';
import type { PanelStore } from '@/utils/panel';
import type { FindingsTab } from '@/utils/panel/view-state';
import { FindingList } from './FindingList';
import styles from './FindingsPane.module.css';
import { PassedList } from './PassedList';
import { RulesTab } from './RulesTab';

/** What is wrong, what is right, and by which rules. */
export function FindingsPane({ store }: { store: PanelStore }) {
  const evaluation = store.findings.evaluation.value;
  const failure = store.findings.failure.value;
  const { findingsTab } = store.view.state.value;
  return (
    <section class={styles.pane} aria-label="Findings">
      <Tabs<FindingsTab>
        label="Findings"
        tabs={[
          { id: 'found', label: 'Findings', count: evaluation && String(evaluation.report.findings.length) },
          {
            id: 'right',
            label: 'What is right',
            count: evaluation && String(evaluation.report.passed.length),
          },
          { id: 'rules', label: 'Rules' },
        ]}
        selected={findingsTab}
        onSelect={(next) => store.view.show({ findingsTab: next })}
        panelClass={styles.panel}
      >
        {failure && (
          <p class={styles.failure} role="status">
            The checks could not be run: {failure}
          </p>
        )}
        {findingsTab === 'found' && <FindingList store={store} />}
        {findingsTab === 'right' && <PassedList store={store} />}
        {findingsTab === 'rules' && <RulesTab store={store} />}
      </Tabs>
    </section>
  );
}
