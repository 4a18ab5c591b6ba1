import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { detect, openDecoder, PROTOCOLS, protocolOf } from '@/utils/websocket/decoders';
import { contextOf, framesOf, SAMPLES } from './samples';
import { protocolTable } from './table';

const root = path.resolve(import.meta.dirname, '../../..');

describe('registry', () => {
  test('every protocol has a sample, and every sample a protocol', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(PROTOCOLS.map(({ id }) => id).sort());
    expect(PROTOCOLS.length).toBeGreaterThan(25);
  });

  test('every protocol folder is in the registry', () => {
    const folder = path.join(root, 'utils/websocket/decoders/protocols');
    const registry = readFileSync(path.join(root, 'utils/websocket/decoders/registry.ts'), 'utf8');
    const folders = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'protocol.ts')));
    expect(folders.length).toBeGreaterThan(15);
    for (const name of folders) expect(registry, name).toContain(`./protocols/${name}/protocol`);
  });

  test('docs/protocols.md has the table of the registry, to the letter', () => {
    // The formatter pads cells; a row stays a row.
    const rows = (text: string) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map((line) => line.replace(/ *\| */g, '|').replace(/-{2,}/g, '-'));
    const docs = rows(readFileSync(path.join(root, 'docs/protocols.md'), 'utf8'));
    const table = rows(protocolTable(PROTOCOLS));
    expect(docs.slice(0, table.length)).toEqual(table);
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
      /protocols?\.ts$/.test(name),
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
