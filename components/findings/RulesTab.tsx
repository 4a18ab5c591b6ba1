import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { download } from '@/components/ui/download';
import { type Profile, readRules, writeRules } from '@/utils/checks';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import {
  type RuleRow,
  type RuleSetting,
  ruleRows,
  withProfile,
  withSetting,
} from '@/utils/panel/findings/rule-rows';
import { PROFILES, profileName, SEVERITIES, severityWord } from '@/utils/panel/findings/words';
import list from './FindingList.module.css';
import { ImportRules } from './ImportRules';
import styles from './RulesTab.module.css';

/** By which rules a session is judged: the profile, and what a team sets for single checks. */
export function RulesTab({ store }: { store: PanelStore }) {
  const { findings } = store;
  const rules = findings.rules.value;
  const [problems, setProblems] = useState<readonly string[]>([]);
  const changed = Object.keys(rules.checks).length;
  return (
    <div class={list.scroll}>
      <div class={styles.head}>
        <label class={styles.profile}>
          {t('findings.profile')}
          <select
            value={rules.profile ?? 'oauth2'}
            onChange={(event) => findings.set(withProfile(rules, event.currentTarget.value as Profile))}
          >
            {PROFILES.map((id) => (
              <option key={id} value={id}>
                {profileName(id)}
              </option>
            ))}
          </select>
        </label>
        <span class={styles.acts}>
          <Button
            onClick={() =>
              download(new Blob([writeRules(rules)], { type: 'application/json' }), 'handshake-rules.json')
            }
          >
            {t('findings.exportRules')}
          </Button>
          <ImportRules
            onText={(text) => {
              const read = readRules(text);
              setProblems(read.problems);
              findings.set(read.rules);
            }}
          />
          {changed > 0 && (
            <Button onClick={() => findings.set({ ...rules, checks: {} })}>
              {t('findings.reset', { count: changed })}
            </Button>
          )}
        </span>
        {store.file?.header.rules && <p class={styles.brought}>{t('findings.broughtRules')}</p>}
        {problems.length > 0 && (
          <ul class={styles.problems} role="status">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
      </div>
      <table class={styles.rules}>
        <thead>
          <tr>
            <th scope="col">{t('findings.check')}</th>
            <th scope="col">{t('findings.severity')}</th>
          </tr>
        </thead>
        <tbody>
          {ruleRows(rules, store.filter.query.value).map((row) => (
            <Rule
              key={row.id}
              row={row}
              onSet={(setting) => findings.set(withSetting(rules, row.id, setting))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RuleProps {
  row: RuleRow;
  onSet: (setting: RuleSetting | undefined) => void;
}

function Rule({ row: { id, title, standard, own }, onSet }: RuleProps) {
  return (
    <tr data-own={own} data-absent={standard === undefined || undefined}>
      <th scope="row">
        {title}
        <code>{id}</code>
      </th>
      <td>
        {standard === undefined ? (
          t('findings.notInProfile')
        ) : (
          <select
            aria-label={t('findings.severityOf', { id })}
            value={own ?? ''}
            onChange={(event) => onSet((event.currentTarget.value || undefined) as RuleSetting | undefined)}
          >
            <option value="">{t('findings.asProfile', { severity: severityWord(standard) })}</option>
            {SEVERITIES.map((severity) => (
              <option key={severity} value={severity}>
                {severityWord(severity)}
              </option>
            ))}
            <option value="off">{t('findings.off')}</option>
          </select>
        )}
      </td>
    </tr>
  );
}
