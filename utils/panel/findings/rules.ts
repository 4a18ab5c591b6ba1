import { signal } from '@preact/signals';
import type { Rules } from '../../checks';
import type { SettingsModel } from '../settings';
import type { RulesModel } from './model';

/** The rules that a session file brings, changed for as long as it is open; else those of the settings. */
export function createRules(settings: SettingsModel, brought: Rules | undefined): RulesModel {
  if (!brought) return { rules: settings.rules, set: (next) => settings.set('rules', next) };
  const rules = signal(brought);
  return {
    rules,
    set(next) {
      rules.value = next;
    },
  };
}
