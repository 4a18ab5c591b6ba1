import type { DetectionContext, Protocol } from '../../decoder';
import { asObject, type JsonObject, tryJson } from '../../json';
import { queryOf, surest, texts, when } from '../../sight';

/** The first record of each text frame: records are JSON, each ended by U+001E. */
function records(context: DetectionContext): JsonObject[] {
  return texts(context).flatMap((text) => {
    const end = text.slice(0, 20_000).indexOf('\u001e');
    const record = end < 0 ? undefined : asObject(tryJson(text.slice(0, end)));
    return record ? [record] : [];
  });
}

/** https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md */
const signalr: Protocol = {
  id: 'signalr',
  title: 'SignalR (ASP.NET Core)',
  versions: 'hub protocol 1 and 2, JSON and MessagePack',
  detected: 'the handshake `{"protocol":…,"version":…}` that ends in U+001E',
  shows: 'handshake, invocations and their results, streams, pings, close with its error',
  stateful: true,
  detect: (context) =>
    surest(
      when(
        records(context).some((m) => typeof m.protocol === 'string' && typeof m.version === 'number'),
        0.98,
        'a frame is the hub handshake, a protocol and a version, ended by U+001E',
      ),
      when(
        records(context).some((m) => typeof m.type === 'number'),
        0.9,
        'a frame is JSON with a numeric type, ended by U+001E',
      ),
      when(
        queryOf(context.url, 'id') !== null && /hub/i.test(context.url),
        0.4,
        'the URL names a hub and has id=',
      ),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [signalr];
