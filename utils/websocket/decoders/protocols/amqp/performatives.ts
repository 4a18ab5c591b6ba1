interface Composite {
  name: string;
  fields: readonly string[];
}

const composite = (name: string, fields: string): Composite => ({ name, fields: fields.split(' ') });

/** Composite types by descriptor: transport (part 2 §2.7), messaging (part 3), SASL (part 5). */
export const COMPOSITES = new Map<unknown, Composite>([
  [
    0x10,
    composite(
      'open',
      'container-id hostname max-frame-size channel-max idle-time-out outgoing-locales incoming-locales offered-capabilities desired-capabilities properties',
    ),
  ],
  [
    0x11,
    composite(
      'begin',
      'remote-channel next-outgoing-id incoming-window outgoing-window handle-max offered-capabilities desired-capabilities properties',
    ),
  ],
  [
    0x12,
    composite(
      'attach',
      'name handle role snd-settle-mode rcv-settle-mode source target unsettled incomplete-unsettled initial-delivery-count max-message-size offered-capabilities desired-capabilities properties',
    ),
  ],
  [
    0x13,
    composite(
      'flow',
      'next-incoming-id incoming-window next-outgoing-id outgoing-window handle delivery-count link-credit available drain echo properties',
    ),
  ],
  [
    0x14,
    composite(
      'transfer',
      'handle delivery-id delivery-tag message-format settled more rcv-settle-mode state resume aborted batchable',
    ),
  ],
  [0x15, composite('disposition', 'role first last settled state batchable')],
  [0x16, composite('detach', 'handle closed error')],
  [0x17, composite('end', 'error')],
  [0x18, composite('close', 'error')],
  [0x1d, composite('error', 'condition description info')],
  [0x23, composite('received', 'section-number section-offset')],
  [0x24, composite('accepted', '')],
  [0x25, composite('rejected', 'error')],
  [0x26, composite('released', '')],
  [0x27, composite('modified', 'delivery-failed undeliverable-here message-annotations')],
  [
    0x28,
    composite(
      'source',
      'address durable expiry-policy timeout dynamic dynamic-node-properties distribution-mode filter default-outcome outcomes capabilities',
    ),
  ],
  [
    0x29,
    composite('target', 'address durable expiry-policy timeout dynamic dynamic-node-properties capabilities'),
  ],
  [0x40, composite('sasl-mechanisms', 'sasl-server-mechanisms')],
  [0x41, composite('sasl-init', 'mechanism initial-response hostname')],
  [0x42, composite('sasl-challenge', 'challenge')],
  [0x43, composite('sasl-response', 'response')],
  [0x44, composite('sasl-outcome', 'code additional-data')],
  [0x70, composite('header', 'durable priority ttl first-acquirer delivery-count')],
  [
    0x73,
    composite(
      'properties',
      'message-id user-id to subject reply-to correlation-id content-type content-encoding absolute-expiry-time creation-time group-id group-sequence reply-to-group-id',
    ),
  ],
]);

/** Message sections that are a value or a map and not a list of fields. */
export const SECTIONS = new Map<unknown, string>([
  [0x71, 'delivery-annotations'],
  [0x72, 'message-annotations'],
  [0x74, 'application-properties'],
  [0x75, 'data'],
  [0x76, 'amqp-sequence'],
  [0x77, 'amqp-value'],
  [0x78, 'footer'],
]);
