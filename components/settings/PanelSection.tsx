import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { DetailPlace } from '@/utils/panel/settings';
import { CheckField, Field } from './Field';

/** What concerns the panel as a whole. */
export function PanelSection({ store }: { store: PanelStore }) {
  const { settings } = store;
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
      <Field label={t('settings.detail')} hint={t('settings.detailHint')}>
        {(control) => (
          <select
            {...control}
            value={settings.detailPlace.value}
            onChange={(event) => settings.set('detailPlace', event.currentTarget.value as DetailPlace)}
          >
            <option value="auto">{t('settings.detailAuto')}</option>
            <option value="below">{t('settings.detailBelow')}</option>
            <option value="beside">{t('settings.detailBeside')}</option>
          </select>
        )}
      </Field>
      <Field label={t('settings.layout')} hint={t('settings.layoutHint')}>
        {(control) => (
          <span {...control}>
            <Button onClick={() => settings.resetLayout()}>{t('settings.resetLayout')}</Button>
          </span>
        )}
      </Field>
      <Field label={t('settings.tour')} hint={t('settings.tourHint')}>
        {(control) => (
          <span {...control}>
            <Button onClick={() => store.dialogs.openTour()}>{t('settings.tourAgain')}</Button>
          </span>
        )}
      </Field>
    </>
  );
}
