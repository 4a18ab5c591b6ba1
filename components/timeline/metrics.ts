/** Height of a lane and of the bar within it, px. */
export const LANE = 16;
export const BAR = 8;
