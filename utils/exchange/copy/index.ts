export { toCurl, toFetch, toHttpText } from './http';
export { socketMermaid } from './mermaid';
export { type PlainRequest, plainRequest } from './request';
export { shellQuote } from './shell';
export { toWebsocat, toWscat } from './socket';
