import type { Protocol } from '../../decoder';
import { asString } from '../../json';
import { bySubprotocol, objects, pathOf, surest, when } from '../../sight';

/** https://docs.anycable.io/misc/action_cable_protocol */
const actioncable: Protocol = {
  id: 'actioncable',
  textOnly: true,
  title: 'Action Cable',
  versions: 'actioncable-v1-json, actioncable-v1-ext-json',
  detected: 'subprotocol `actioncable-v1-json`, or messages with a channel `identifier`',
  shows: 'channels by name, subscriptions confirmed or rejected, actions, messages, pings',
  detect: (context) =>
    surest(
      bySubprotocol(context, /^actioncable-v1-(ext-)?json$/),
      when(
        objects(context).some(({ identifier }) => asString(identifier)?.includes('"channel"')),
        0.9,
        'messages have an identifier that names a channel',
      ),
      when(/\/cable$/.test(pathOf(context.url)), 0.4, 'the URL ends in /cable'),
    ),
  load: () => import('./decoder'),
};

export const protocols: readonly Protocol[] = [actioncable];
