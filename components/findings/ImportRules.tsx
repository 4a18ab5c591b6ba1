import { useRef } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { t } from '@/utils/i18n';

/** Takes a rules file. */
export function ImportRules({ onText }: { onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{t('findings.importRules')}</Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={t('findings.rulesFile')}
        hidden
        onChange={async (event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be chosen again.
          event.currentTarget.value = '';
          if (file) onText(await file.text());
        }}
      />
    </>
  );
}
