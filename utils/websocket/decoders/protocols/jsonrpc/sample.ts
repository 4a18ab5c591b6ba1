import type { Sample } from '../../sample';

export const samples: readonly Sample[] = [
  {
    id: 'lsp',
    frames: [
      [
        '>',
        'Content-Length: 74\r\n\r\n{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}',
      ],
      [
        '<',
        '{"jsonrpc":"2.0","method":"textDocument/publishDiagnostics","params":{"uri":"file:///a","diagnostics":[]}}',
      ],
    ],
  },
  {
    id: 'jsonrpc',
    frames: [
      ['>', '{"jsonrpc":"2.0","id":1,"method":"add","params":[1,2]}'],
      ['<', '{"jsonrpc":"2.0","id":1,"result":3}'],
      ['>', '[{"jsonrpc":"2.0","id":2,"method":"a"},{"jsonrpc":"2.0","method":"b"}]'],
      ['<', '{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"no"}}'],
    ],
  },
];
