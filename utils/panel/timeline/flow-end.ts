import type { Flow } from '../../oauth/model';

/** When a flow had its last step, epoch ms; undefined while it goes on. */
export function flowEnd(flow: Flow): number | undefined {
  if (flow.state.phase === 'in-progress' || flow.state.phase === 'waiting-for-user') return undefined;
  return (
    flow.endedAt ?? flow.steps.reduce((at, step) => Math.max(at, step.endedAt ?? step.at), flow.startedAt)
  );
}
