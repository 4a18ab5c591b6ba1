import { Tabs } from '@/components/ui/Tabs';
import { WatchoutsTab } from '@/components/watchouts/WatchoutsTab';
import { t } from '@/utils/i18n';
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
    <section class={styles.pane} aria-label={t('findings.title')}>
      <Tabs<FindingsTab>
        label={t('findings.title')}
        tabs={[
          {
            id: 'found',
            label: t('findings.title'),
            count: evaluation && String(evaluation.report.findings.length),
          },
          {
            id: 'right',
            label: t('findings.right'),
            count: evaluation && String(evaluation.report.passed.length),
          },
          { id: 'rules', label: t('findings.rulesTab') },
          { id: 'watchouts', label: t('rules.title'), count: watchoutCount(store) },
        ]}
        selected={findingsTab}
        onSelect={(next) => store.view.show({ findingsTab: next })}
        panelClass={styles.panel}
      >
        {failure && (
          <p class={styles.failure} role="status">
            {t('findings.failure', { why: failure })}
          </p>
        )}
        {findingsTab === 'found' && <FindingList store={store} />}
        {findingsTab === 'right' && <PassedList store={store} />}
        {findingsTab === 'rules' && <RulesTab store={store} />}
        {findingsTab === 'watchouts' && <WatchoutsTab store={store} />}
      </Tabs>
    </section>
  );
}

/** How many fail, of how many there are. */
function watchoutCount({ findings, watchouts }: PanelStore): string | undefined {
  const all = findings.rules.value.watchouts?.length ?? 0;
  const failed = watchouts.results.value?.filter(({ state }) => state === 'failed').length ?? 0;
  return all === 0 ? undefined : t('rules.tabCount', { failed, all });
}
