import { strFromU8, unzipSync } from 'fflate';
import { decodeUtf8 } from '../../oauth/encoding';

/** What a zip may unpack to, in bytes. */
const MOST = 400 * 1024 * 1024;

type Zip =
  | { ok: true; text: string; attachments: ReadonlyMap<string, string> }
  | { ok: false; error: string };

/** A HAR and the files beside it, as Playwright zips them; text only. */
export function readZip(bytes: Uint8Array): Zip {
  let size = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        size += originalSize;
        return size <= MOST;
      },
    });
  } catch {
    return { ok: false, error: 'This zip is damaged.' };
  }
  if (size > MOST) return { ok: false, error: 'This zip unpacks to more than can be read.' };
  const names = Object.keys(files);
  const main = names.find((name) => /\.har$/i.test(name)) ?? names.find((name) => /\.json$/i.test(name));
  if (!main) return { ok: false, error: 'There is no HAR in this zip.' };
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const attachments = new Map<string, string>();
  for (const name of names) {
    const text = name === main ? undefined : decodeUtf8(files[name]!);
    if (text !== undefined) attachments.set(name.slice(name.startsWith(folder) ? folder.length : 0), text);
  }
  return { ok: true, text: strFromU8(files[main]!), attachments };
}
