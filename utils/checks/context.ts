import type { JsonObject } from '../oauth/encoding';
import { factsOf } from '../oauth/facts';
import type { Flow, Step, StepKind, Token } from '../oauth/model';
import type { Proofs } from '../oauth/proofs';
import { learnEndpoints, type Recognition, recognise } from '../oauth/recognise';
import { isServerMetadata } from '../oauth/recognise/learned';
import { endpointOf } from '../oauth/url';
import type { Exchange } from '../session/exchanges';
import type { FrameStore } from '../session/frames';
import type { Session, SocketLink } from '../session/model';
import type { SocketId } from '../session/observations';
import { createFlowSubject, type FlowSubject } from './flow-subject';
import type { CheckOptions, Profile } from './model';

/** Metadata of an authorization server as it was fetched (RFC 8414, OIDC Discovery). */
export interface SeenMetadata {
  exchange: Exchange;
  json: JsonObject;
}

/** What every check of a session may look at; built once for an evaluation. */
export interface CheckContext {
  session: Session;
  profile: Profile;
  proofs: Proofs | undefined;
  frames: FrameStore | undefined;
  flows: readonly FlowSubject[];
  token(id: string): Token | undefined;
  /** A token by its value. */
  tokenOf(value: string): Token | undefined;
  linksOf(socketId: SocketId): readonly SocketLink[];
  exchange(id: string | undefined): Exchange | undefined;
  /** The step that an exchange is, and its flow. */
  stepOf(exchangeId: string): { flow: Flow; step: Step } | undefined;
  /** By issuer, or by the URL of one of the server's endpoints. */
  metadata(key: string | undefined): SeenMetadata | undefined;
  allMetadata: readonly SeenMetadata[];
  /** Exchanges recognised as a kind, whether they belong to a flow or not. */
  recognised(kind: StepKind): readonly Recognition[];
}

function seenMetadata(recognitions: readonly Recognition[]): SeenMetadata[] {
  return recognitions.flatMap(({ facts }) => {
    const { json } = facts.answer();
    return isServerMetadata(json) ? [{ exchange: facts.exchange, json }] : [];
  });
}

function indexMetadata(all: readonly SeenMetadata[]): Map<string, SeenMetadata> {
  const index = new Map<string, SeenMetadata>();
  for (const seen of all) {
    for (const [name, value] of Object.entries(seen.json)) {
      if (
        typeof value !== 'string' ||
        !(name === 'issuer' || name.endsWith('_endpoint') || name === 'jwks_uri')
      )
        continue;
      index.set(value, seen);
      const endpoint = name === 'issuer' ? undefined : endpointOf(value);
      if (endpoint) index.set(endpoint, seen);
    }
  }
  return index;
}

interface Reading {
  recognitions: ReadonlyMap<StepKind, readonly Recognition[]>;
  metadata: readonly SeenMetadata[];
  index: ReadonlyMap<string, SeenMetadata>;
}

const readings = new WeakMap<Session['exchanges'], Reading>();

/** What the exchanges say, read once for each version of them. */
function readExchanges(exchanges: Session['exchanges']): Reading {
  const known = readings.get(exchanges);
  if (known) return known;
  const learned = learnEndpoints(exchanges.values());
  const recognitions = new Map<StepKind, Recognition[]>();
  for (const exchange of exchanges.values()) {
    if (exchange.type === 'websocket' || !factsOf(exchange)) continue;
    const recognition = recognise(exchange, learned);
    if (!recognition) continue;
    const list = recognitions.get(recognition.kind);
    if (list) list.push(recognition);
    else recognitions.set(recognition.kind, [recognition]);
  }
  const metadata = seenMetadata(recognitions.get('discovery') ?? []);
  const reading = { recognitions, metadata, index: indexMetadata(metadata) };
  readings.set(exchanges, reading);
  return reading;
}

/** Lays out a session for its checks. */
export function createContext(session: Session, options: CheckOptions): CheckContext {
  const reading = readExchanges(session.exchanges);
  const tokens = new Map(session.tokens.map((token) => [token.id, token]));
  const values = new Map(session.tokens.map((token) => [token.value, token]));
  const links = Map.groupBy(session.links, ({ socketId }) => socketId);
  let steps: Map<string, { flow: Flow; step: Step }> | undefined;
  const context: CheckContext = {
    session,
    profile: options.profile ?? options.rules?.profile ?? 'oauth2',
    proofs: options.proofs,
    frames: options.frames,
    flows: [],
    token: (id) => tokens.get(id),
    tokenOf: (value) => values.get(value),
    linksOf: (socketId) => links.get(socketId) ?? [],
    exchange: (id) => (id === undefined ? undefined : session.exchanges.get(id)),
    stepOf(exchangeId) {
      steps ??= new Map(
        session.flows.flatMap((flow) =>
          flow.steps.flatMap((step) => (step.exchangeId ? [[step.exchangeId, { flow, step }] as const] : [])),
        ),
      );
      return steps.get(exchangeId);
    },
    metadata: (key) => (key === undefined ? undefined : reading.index.get(key)),
    allMetadata: reading.metadata,
    recognised: (kind) => reading.recognitions.get(kind) ?? [],
  };
  context.flows = session.flows.map((flow) => createFlowSubject(flow, context));
  return context;
}
