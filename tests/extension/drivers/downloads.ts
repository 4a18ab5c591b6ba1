import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { waitFor } from './wait.ts';

/** What browsers call a file that is still coming. */
const UNFINISHED = /\.(part|crdownload|tmp)$|^\.(org|com)\./;

/**
 * Does what starts a download into the folder, and gives the new file's path when it is whole. Of two that have one name
 * Chromium puts the second in the place of the first: names have a second in them, and a session may leave in less.
 */
export async function catchDownload(folder: string, act: () => Promise<void>): Promise<string> {
  const changedAt = (file: string) => statSync(path.join(folder, file), { throwIfNoEntry: false })?.mtimeMs;
  const before = new Map(readdirSync(folder).map((file) => [file, changedAt(file)]));
  await act();
  return waitFor(
    () => {
      const files = readdirSync(folder).filter((file) => before.get(file) !== changedAt(file));
      if (files.length !== 1 || UNFINISHED.test(files[0]!)) return undefined;
      const file = path.join(folder, files[0]!);
      return statSync(file).size > 0 ? file : undefined;
    },
    { what: `a download in ${folder}` },
  );
}
