// node scripts/setup.mjs protocols-page: writes the table of docs/protocols.md from the protocols themselves.
import './resolve-typescript.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.ts';

const { documentProtocols } = await import('../utils/websocket/decoders/document.ts');
const page = path.join(root, 'docs', 'protocols.md');
writeFileSync(page, documentProtocols(readFileSync(page, 'utf8')));
