import {
  atParameter,
  estimatedBits,
  graded,
  inferred,
  proved,
  rfc,
  say,
  sessionCheck,
} from '../../../checks/authoring';
import { reused } from './reuse';

/** Below this a value can be guessed or is a constant. */
const GUESSABLE_BITS = 48;

const carriesData = (state: string) =>
  /^[{[]/.test(state) || /^ey[\w-]+\./.test(state) || /^https?:/.test(state);

export const stateStrength = sessionCheck({
  id: 'oauth/state-strength',
  title: 'state is new and unguessable where nothing else protects the flow',
  severity: 'should',
  spec: rfc(9700, '4.7.1'),
  explanation:
    'If state is all that ties the answer to the request, an attacker must not be able to guess it or use an old one. With PKCE or a nonce it may carry whatever the client likes to remember.',
  mend: 'Use PKCE, or draw a new random state of at least 128 bits for every request.',
  evaluate(context) {
    const stated = context.flows.filter(({ asked }) => asked?.complete && asked.value('state') !== undefined);
    if (stated.length === 0) return undefined;
    const alone = stated.filter(({ asked }) => !asked!.value('code_challenge') && !asked!.value('nonce'));
    const weak = alone.flatMap(({ asked, flow }) => {
      const state = asked!.parameter('state')!;
      if (carriesData(state.value) || estimatedBits(state.value) >= GUESSABLE_BITS) return [];
      const text = 'state is the only protection of this flow, and it can be guessed.';
      return [{ ...inferred(text, atParameter(asked!.carrier('state'), state)), flowId: flow.id }];
    });
    const again = (reused(context, 'state') ?? []).map(({ flows }) => {
      const text = say`The same state was sent in ${flows.length} different sign-ins.`;
      const problem = proved(
        text,
        ...flows.map(({ asked }) => atParameter(asked!.carrier('state'), asked!.parameter('state')!)),
      );
      const only = flows.some((flow) => alone.includes(flow));
      return { ...(only ? problem : graded('information', problem)), flowId: flows.at(-1)!.flow.id };
    });
    return [...weak, ...again];
  },
});
