export { reportModel } from './build';
export { codeBlock, codeSpan, plainMarkdown } from './markdown-text';
export type { ReportInput, ReportModel } from './model';
export { reportHtml } from './write-html';
export { reportMarkdown } from './write-markdown';
