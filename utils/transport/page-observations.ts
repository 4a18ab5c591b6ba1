import type { Observation, Place } from '../session/observations';
import type { CarriedFrames, FromPage } from './messages';
import { isPacked, unpackFrames } from './packed-frames';

/** What a page's hook or bridge may report. All else (requests, navigations) only the browser may. */
const FROM_HOOK = new Set([
  'socket-created',
  'socket-opened',
  'socket-frames',
  'frame-payload',
  'frames-dropped',
  'socket-errored',
  'socket-closing',
  'socket-closed',
  'marked',
]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isObservation(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value) || typeof value.kind !== 'string' || !FROM_HOOK.has(value.kind)) return false;
  if (value.kind === 'socket-frames') return typeof value.realm === 'string' && isPacked(value);
  if (value.kind === 'marked')
    return value.about === 'late-document' && typeof value.text === 'string' && Number.isFinite(value.at);
  if (typeof value.socket !== 'string') return false;
  return value.kind === 'frame-payload' || Number.isFinite(value.at);
}

function placed(observation: Record<string, unknown>, place: Place): Observation {
  if (observation.kind !== 'socket-frames') return { ...observation, place } as unknown as Observation;
  const frames = observation as unknown as CarriedFrames;
  return { kind: 'socket-frames', place, realm: frames.realm, ...unpackFrames(frames) };
}

/**
 * Reads a message from a bridge. Observations that are not of a hook's kinds or not of their shape are left out;
 * undefined for a message that is none. `place` is put over whatever the message says. Never throws.
 */
export function parseFromPage(
  message: unknown,
  place: Place,
): { type: 'observations'; observations: Observation[] } | { type: 'caught-up' } | undefined {
  if (!isRecord(message)) return undefined;
  const type = message.type as FromPage['type'];
  if (type === 'caught-up') return { type };
  if (type !== 'observations' || !Array.isArray(message.observations)) return undefined;
  const observations = message.observations
    .filter(isObservation)
    .map((observation) => placed(observation, place));
  return { type, observations };
}
