import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { literalTexts } from './literal-texts';

const root = process.cwd();

/** What is the same in every language: names of protocols and of their members, units, marks. */
const UNIVERSAL = new Set([
  'scope',
  '{"keys": [ … ]}',
  'account_number, iban',
  'Handshake',
  'JSON',
  'SVG',
  'PNG',
  'WebSocket',
  'JWT',
  'HTTP',
  'PKCE',
  'HTTP/1.1',
  'GET',
  'API',
  'ws',
  'wss',
]);

const files = ['components', 'entrypoints'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => path.join(folder, file)),
);
const found = (file: string) =>
  literalTexts(file, readFileSync(path.join(root, file), 'utf8')).filter((text) => !UNIVERSAL.has(text));

describe('texts of the components', () => {
  test('there are components to look at, and a literal text is found in them', () => {
    expect(files.length).toBeGreaterThan(50);
    const source =
      'const a = <b title={c ? "One two" : `three`} class="four"><i>Five {t("app.sockets")}</i> six</b>;';
    expect(literalTexts('a.tsx', source)).toEqual(['One two', 'three', 'Five', 'six']);
    expect(literalTexts('a.tsx', 'const a = <Row label="Text" data-x="y" kind="z">→ · #</Row>;')).toEqual([
      'Text',
    ]);
  });

  test.each(files)('%s has no text outside of utils/i18n', (file) => {
    expect(found(file)).toEqual([]);
  });
});
