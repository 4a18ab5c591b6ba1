import type { Items } from '../support/kit.ts';
import { calls } from './calls.ts';
import { construct } from './construct.ts';
import { data } from './data.ts';
import { detection } from './detection.ts';
import { events } from './events.ts';
import { memory } from './memory.ts';
import { realms } from './realms.ts';
import { shape } from './shape.ts';
import { stream } from './stream.ts';
import { visibility } from './visibility.ts';

/** Everything that a page can observe of a WebSocket, item by item; visibility first, while the page is fresh. */
export const items: Items = {
  ...visibility,
  ...shape,
  ...detection,
  ...construct,
  ...calls,
  ...events,
  ...data,
  ...realms,
  ...stream,
  ...memory,
};
