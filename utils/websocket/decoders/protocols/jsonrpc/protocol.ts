import type { Protocol } from '../../decoder';
import { asObject } from '../../json';
import { arrays, heads, objects, surest, when } from '../../sight';

/** https://www.jsonrpc.org/specification */
const jsonrpc: Protocol = {
  id: 'jsonrpc',
  textOnly: true,
  title: 'JSON-RPC',
  versions: '2.0, with batches',
  detected: '`"jsonrpc":"2.0"` in messages',
  shows: 'requests with parameters, results, errors, notifications, batches',
  detect: (context) =>
    surest(
      when(
        objects(context).some(({ jsonrpc: version }) => version === '2.0'),
        0.9,
        'messages say "jsonrpc":"2.0"',
      ),
      when(
        arrays(context).some(
          (batch) => batch.length > 0 && batch.every((message) => asObject(message)?.jsonrpc === '2.0'),
        ),
        0.9,
        'batches of messages say "jsonrpc":"2.0"',
      ),
    ),
  load: () => import('./decoder'),
};

const LSP = /^(textDocument|workspace|window|\$|client|notebookDocument)\/|^(initialized|shutdown)$/;

/** https://microsoft.github.io/language-server-protocol/ */
const lsp: Protocol = {
  ...jsonrpc,
  id: 'lsp',
  title: 'Language Server Protocol',
  versions: '3.x on JSON-RPC 2.0, with or without Content-Length headers',
  detected: '`Content-Length` before JSON-RPC, or methods such as `textDocument/…`',
  shows: 'as JSON-RPC',
  detect: (context) =>
    surest(
      when(
        heads(context).some((text) => /^Content-Length: \d+\r\n/i.test(text)),
        0.95,
        'a frame begins with a Content-Length header',
      ),
      when(
        objects(context).some(
          ({ jsonrpc: version, method, params }) =>
            version === '2.0' &&
            typeof method === 'string' &&
            (LSP.test(method) || (method === 'initialize' && asObject(params)?.capabilities !== undefined)),
        ),
        0.94,
        'messages say "jsonrpc":"2.0" and call methods of the Language Server Protocol',
      ),
    ),
};

export const protocols: readonly Protocol[] = [lsp, jsonrpc];
