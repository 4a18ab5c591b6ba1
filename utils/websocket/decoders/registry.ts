import type { Protocol } from './decoder';
import { actioncable } from './protocols/actioncable/protocol';
import { amqp } from './protocols/amqp/protocol';
import { appsync } from './protocols/appsync/protocol';
import { cdp } from './protocols/cdp/protocol';
import { centrifugo } from './protocols/centrifugo/protocol';
import { discord } from './protocols/discord/protocol';
import {
  base64,
  bson,
  cbor,
  compressed,
  json,
  msgpack,
  ndjson,
  protobuf,
  raw,
} from './protocols/formats/protocols';
import { graphqlTransportWs, graphqlWs } from './protocols/graphql/protocols';
import { jsonrpc, lsp } from './protocols/jsonrpc/protocols';
import { jupyter } from './protocols/jupyter/protocol';
import { kubernetes } from './protocols/kubernetes/protocol';
import { mqtt } from './protocols/mqtt/protocol';
import { nats } from './protocols/nats/protocol';
import { phoenix, supabase } from './protocols/phoenix/protocol';
import { pusher } from './protocols/pusher/protocol';
import { signalr } from './protocols/signalr/protocol';
import { socketio } from './protocols/socketio/protocol';
import { sockjs } from './protocols/sockjs/protocol';
import { stomp } from './protocols/stomp/protocol';
import { wamp } from './protocols/wamp/protocol';

/** Every protocol, the particular before the general: of two that are as sure, the first is taken. */
export const PROTOCOLS: readonly Protocol[] = [
  socketio,
  sockjs,
  signalr,
  stomp,
  mqtt,
  wamp,
  graphqlTransportWs,
  appsync,
  graphqlWs,
  supabase,
  phoenix,
  actioncable,
  pusher,
  centrifugo,
  lsp,
  jsonrpc,
  cdp,
  discord,
  kubernetes,
  jupyter,
  nats,
  amqp,
  ndjson,
  json,
  bson,
  msgpack,
  cbor,
  compressed,
  protobuf,
  base64,
  raw,
];

const byId = new Map(PROTOCOLS.map((protocol) => [protocol.id, protocol]));

export function protocolOf(id: string): Protocol | undefined {
  return byId.get(id);
}
