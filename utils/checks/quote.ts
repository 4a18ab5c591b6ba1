import type { Parameter, Step } from '../oauth/model';
import { isSecretParameter, maskSecret } from '../oauth/secrets';
import type { Exchange } from '../session/exchanges';
import type { SocketId } from '../session/observations';
import type { Evidence } from './model';

const LONGEST = 160;
const LONGEST_QUOTE = 500;

/** A value cut to what a line holds: page data may be megabytes. */
export function short(value: string, longest = LONGEST): string {
  return value.length > longest ? `${value.slice(0, longest)}…` : value;
}

/** `name=value`, a credential masked. */
export function quoteValue(name: string, value: string, secret = isSecretParameter(name, 'query')): string {
  return `${short(name, 60)}=${secret ? maskSecret(value) : short(value)}`;
}

/** A URL with its credentials masked, wherever they stand. */
export function quoteUrl(url: string): string {
  const masked = short(url, 8_192).replace(
    /([?&#;])([^=&#?]{1,80})=([^&#]*)/g,
    (_, before: string, name: string, value: string) => {
      const secret = isSecretParameter(name, 'query') || CREDENTIAL.test(name);
      return `${before}${name}=${secret ? maskSecret(value) : short(value, 60)}`;
    },
  );
  return short(masked, 400);
}

const CREDENTIAL = /token|secret|jwt|password|ticket|api[_-]?key|^(?:auth|code|state|response)$/i;

/** Evidence at a step. */
export function atStep(step: Step, quote: string): Evidence {
  return { stepId: step.id, exchangeId: step.exchangeId, quote: short(quote, LONGEST_QUOTE) };
}

/** Evidence at a parameter of a step. */
export function atParameter(step: Step, { name, value, secret }: Parameter): Evidence {
  return atStep(step, quoteValue(name, value, secret));
}

/** Evidence at what a step lacks: its own line. */
export function atTitle(step: Step): Evidence {
  return atStep(step, short(step.title));
}

/** Evidence at an exchange that need not be a step. */
export function atExchange(
  exchange: Exchange,
  quote = `${exchange.method} ${quoteUrl(exchange.url)}`,
): Evidence {
  return { exchangeId: exchange.id, quote: short(quote, LONGEST_QUOTE) };
}

/** Evidence at a connection, or at one of its frames. */
export function atSocket(socketId: SocketId, quote: string, frame?: number): Evidence {
  const evidence = { socketId, quote: short(quote, LONGEST_QUOTE) };
  return frame === undefined ? evidence : { ...evidence, frame };
}
