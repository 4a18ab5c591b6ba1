import { waitFor } from './wait.ts';

interface Clipboard {
  write(text: string): Promise<void>;
  read(): Promise<string>;
}

const BEFORE = 'nothing was copied yet';

/** What the clipboard holds once something has been copied. */
export async function copiedBy(act: () => Promise<void>, clipboard: Clipboard): Promise<string> {
  await clipboard.write(BEFORE);
  await act();
  return waitFor(
    async () => {
      const text = await clipboard.read();
      return text === BEFORE ? undefined : text;
    },
    { what: 'a text in the clipboard' },
  );
}

// Run where the clipboard is open to them.
export const readClipboard = (): Promise<string> => navigator.clipboard.readText();
export const writeClipboard = (text: string): Promise<void> => navigator.clipboard.writeText(text);
