import { atParameter, cannotSee, flowCheck, parameterIn, proved, rfc } from '../../../checks/authoring';

export const requestObjectClient = flowCheck({
  id: 'oauth/request-object-client',
  title: 'client_id is the same inside and outside the request object',
  severity: 'must',
  spec: rfc(9101, '5'),
  explanation:
    'The server looks up the client by the client_id in the URL and then trusts what the signed request object says. Were the two different, one client could speak in another’s name.',
  mend: 'Put the same client_id into both.',
  evaluate({ asked }) {
    const step =
      asked &&
      [asked.step, asked.pushed].find((carrier) => carrier && parameterIn(carrier.request, 'request'));
    if (!step) return undefined;
    const object = parameterIn(step.request, 'request')!;
    const inside = step.request.find(({ name, place }) => name === 'client_id' && place === 'request-object');
    const outside = step.request.find(
      ({ name, place }) => name === 'client_id' && place !== 'request-object',
    );
    if (!step.request.some(({ place }) => place === 'request-object'))
      return [
        cannotSee(
          'The request object is encrypted: what client it names cannot be seen.',
          atParameter(step, object),
        ),
      ];
    if (!inside) return [proved('The request object names no client_id.', atParameter(step, object))];
    if (!outside)
      return [
        proved(
          'client_id is missing beside the request object, where it is required.',
          atParameter(step, inside),
        ),
      ];
    return inside.value === outside.value
      ? []
      : [
          proved(
            'client_id differs inside and outside the request object.',
            atParameter(step, outside),
            atParameter(step, inside),
          ),
        ];
  },
});
