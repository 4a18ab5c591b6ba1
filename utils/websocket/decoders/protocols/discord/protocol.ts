import type { Protocol } from '../../decoder';
import { objects, queryOf, surest, when } from '../../sight';

/** https://discord.com/developers/docs/events/gateway */
const discord: Protocol = {
  id: 'discord',
  textOnly: true,
  title: 'Discord gateway',
  versions:
    'v6 to v10, JSON, plain, zlib-stream or each message compressed; ETF and zstd-stream are named, not read',
  detected: 'host `gateway…discord.gg`, or messages with `op`, `d`, `s` and `t`',
  shows: 'opcodes by name, dispatched events, sequence, heartbeats, the close of a session',
  stateful: true,
  detect: (context) =>
    surest(
      when(
        /^wss:\/\/[\w.-]*gateway[\w.-]*\.discord\.(gg|media)\//.test(context.url),
        0.97,
        'the host is a Discord gateway',
      ),
      when(
        objects(context).some((m) => typeof m.op === 'number' && 'd' in m && 's' in m && 't' in m),
        0.85,
        'messages have op, d, s and t',
      ),
      when(
        /^zlib-stream$/.test(queryOf(context.url, 'compress') ?? '') &&
          queryOf(context.url, 'encoding') === 'json',
        0.8,
        'the URL has encoding=json and compress=zlib-stream',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [discord];
