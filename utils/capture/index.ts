export { type Background, createBackground } from './background';
export { watchNavigation } from './navigation';
export { watchRequests } from './web-request';
