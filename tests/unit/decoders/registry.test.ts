import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  candidates,
  detect,
  openDecoder,
  PROTOCOLS,
  type Protocol,
  protocolOf,
} from '@/utils/websocket/decoders';
import { documentProtocols } from '@/utils/websocket/decoders/document';
import { contextOf, framesOf, SAMPLES, VARIANTS } from './samples';

const root = path.resolve(import.meta.dirname, '../../..');

describe('registry', () => {
  test('every protocol has a sample, and every sample a protocol', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(PROTOCOLS.map(({ id }) => id).sort());
    expect(PROTOCOLS.length).toBeGreaterThan(25);
    expect(new Set(PROTOCOLS.map(({ id }) => id)).size).toBe(PROTOCOLS.length);
  });

  test('docs/protocols.md has the table of the registry', () => {
    const page = readFileSync(path.join(root, 'docs/protocols.md'), 'utf8');
    expect(page).toContain(`\n| ${PROTOCOLS[0]!.title} | `);
    expect(page, 'node scripts/setup.mjs protocols-page').toBe(documentProtocols(page));
  });

  test('protocols of different folders are never equally sure', () => {
    const folders = Object.values(
      import.meta.glob('../../../utils/websocket/decoders/protocols/*/protocol.ts', {
        eager: true,
        import: 'protocols',
      }) as Record<string, readonly Protocol[]>,
    );
    const folderOf = (protocol: Protocol) => folders.findIndex((one) => one.includes(protocol));
    for (const sample of [...Object.values(SAMPLES), ...VARIANTS]) {
      const [first, ...others] = candidates(contextOf(sample));
      const rivals = others.filter(({ confidence }) => confidence === first!.confidence);
      for (const { protocol } of rivals)
        expect(folderOf(protocol), `${first!.protocol.id}, ${protocol.id}`).toBe(folderOf(first!.protocol));
    }
  });

  test.each(PROTOCOLS.map(({ id }) => id))('%s is detected from its own sample', (id) => {
    const found = detect(contextOf(SAMPLES[id]!));
    expect(found.protocol.id, found.rule).toBe(id);
    expect(found.confidence).toBeGreaterThan(0);
    expect(found.confidence).toBeLessThanOrEqual(1);
    expect(found.rule.length).toBeGreaterThan(10);
  });

  test.each(PROTOCOLS.map(({ id }) => id))(
    '%s reads its own sample without an error of its own making',
    async (id) => {
      const decoder = await openDecoder(contextOf(SAMPLES[id]!));
      const errors = framesOf(SAMPLES[id]!)
        .map((frame) => decoder.decode(frame).error)
        .filter((error) => error?.startsWith('not decoded'));
      expect(errors).toEqual([]);
    },
  );

  test('detection loads no library: protocol files import nothing from packages', () => {
    const folder = path.join(root, 'utils/websocket/decoders/protocols');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /[/\\]protocol\.ts$/.test(name),
    );
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const imports = [
        ...readFileSync(path.join(folder, file), 'utf8').matchAll(/^import [^;]*?from '([^']+)'/gm),
      ];
      for (const [, specifier] of imports) expect(specifier, file).toMatch(/^\.\.?\//);
    }
  });

  test('an id that nobody knows is no protocol', () => {
    expect(protocolOf('constructor')).toBeUndefined();
  });
});
