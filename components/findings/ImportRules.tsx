import { useRef } from 'preact/hooks';
import { Button } from '@/components/ui/Button';

/** Takes a rules file. */
export function ImportRules({ onText }: { onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>Import rules</Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label="Rules file"
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
