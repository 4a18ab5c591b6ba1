import type { Protocol } from './decoder';

/** Each folder of `protocols/` brings its own: see there for what a folder holds. */
const folders: Record<string, readonly Protocol[]> = import.meta.glob('./protocols/*/protocol.ts', {
  eager: true,
  import: 'protocols',
});

const LAYERS = [undefined, 'format', 'fallback'] as const;

/** Every protocol by its folder, the particular before the general: of two that are as sure, the first is taken. */
export const PROTOCOLS: readonly Protocol[] = Object.values(folders)
  .flat()
  .sort((a, b) => LAYERS.indexOf(a.only) - LAYERS.indexOf(b.only));

const byId = new Map(PROTOCOLS.map((protocol) => [protocol.id, protocol]));

export function protocolOf(id: string): Protocol | undefined {
  return byId.get(id);
}
