// What a query needs once there is one: none of it is in the panel's first view.
export { asksFrames, combine, parseQuery } from '../../search';
export { createSearcher } from './searcher';
export { subjectsOf } from './subjects';
