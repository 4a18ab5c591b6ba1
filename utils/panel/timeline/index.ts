export { createDensities, type Densities, type Density, densitiesOf } from './density';
export { describeHit, type HitView } from './describe';
export { flowEnd } from './flow-end';
export { type Hit, hitAt } from './hit';
export { createLanes, timelineLanes, timelineTies } from './lanes';
export { BAR, type LaneLayout, layoutLanes, TRACK } from './layout';
export type { Band, Lane, Mark, MarkShape, Segment, Tie } from './model';
export { readout, timelineSpan } from './span';
