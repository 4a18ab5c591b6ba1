import type { CheckContext, FlowSubject } from '../../../checks/authoring';

/**
 * Values of a parameter that several flows sent, with the flows. Repeats of one attempt (reload, back button, a page
 * opened again after login) are one flow already and do not count.
 */
export function reused(
  context: CheckContext,
  name: string,
): { value: string; flows: FlowSubject[] }[] | undefined {
  const byValue = new Map<string, FlowSubject[]>();
  for (const subject of context.flows) {
    const value = subject.asked?.value(name);
    if (value === undefined) continue;
    const key = `${subject.flow.client.id ?? ''} ${subject.flow.server.origin} ${value}`;
    const flows = byValue.get(key);
    if (flows) flows.push(subject);
    else byValue.set(key, [subject]);
  }
  if (byValue.size === 0) return undefined;
  return [...byValue.values()]
    .filter((flows) => flows.length > 1)
    .map((flows) => ({ value: flows[0]!.asked!.value(name)!, flows }));
}
