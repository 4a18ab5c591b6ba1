import { atParameter, flowCheck, openidCore, proved } from '../../../checks/authoring';

export const promptNoneAlone = flowCheck({
  id: 'oauth/prompt-none-alone',
  title: 'prompt=none stands alone',
  severity: 'must',
  spec: openidCore('3.1.2.1'),
  explanation:
    'prompt=none says “show the user nothing”. Together with login or consent it contradicts itself, and the server must answer with an error.',
  mend: 'Send none, or what is to be shown, not both.',
  evaluate({ asked }) {
    const prompt = asked?.parameter('prompt');
    if (!asked || !prompt) return undefined;
    const values = prompt.value.split(/\s+/).filter(Boolean);
    return values.includes('none') && values.length > 1
      ? [
          proved(
            'prompt has none together with something else.',
            atParameter(asked.carrier('prompt'), prompt),
          ),
        ]
      : [];
  },
});
