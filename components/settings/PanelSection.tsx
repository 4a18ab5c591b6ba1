import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { CheckField, Field } from './Field';

/** What concerns the panel as a whole. */
export function PanelSection({ store: { settings } }: { store: PanelStore }) {
  return (
    <>
      <CheckField
        label={t('settings.preserve')}
        hint={t('settings.preserveHint')}
        checked={settings.preserve.value}
        onChange={(checked) => settings.set('preserve', checked)}
      />
      <CheckField
        label={t('settings.timeline')}
        hint={t('settings.timelineHint')}
        checked={settings.timelineOpen.value}
        onChange={(checked) => settings.set('timelineOpen', checked)}
      />
      <Field label={t('settings.layout')} hint={t('settings.layoutHint')}>
        {(control) => (
          <span {...control}>
            <Button onClick={() => settings.resetLayout()}>{t('settings.resetLayout')}</Button>
          </span>
        )}
      </Field>
    </>
  );
}
