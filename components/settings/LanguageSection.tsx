import { locale, t } from '@/utils/i18n';

/** Which language the panel speaks, and who chose it. */
export function LanguageSection() {
  const names = new Intl.DisplayNames([locale()], { type: 'language' });
  return (
    <>
      <p>{t('settings.languageNow', { language: names.of(locale()) ?? locale() })}</p>
      <p>{t('settings.languageHint')}</p>
    </>
  );
}
