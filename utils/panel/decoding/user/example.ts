/** What a decoder of one's own can look like; docs/protocols.md shows the same. */
export const EXAMPLE = `// Reads frames such as "TICK|ACME|41.20" and "?7|price ACME", "!7|41.20".
export const title = 'Acme ticker';

// Optional: lets connections be recognised. Gives a confidence (0 to 1) and the rule, or nothing.
export function detect({ url, subprotocol, offered, frames }) {
  const ticks = frames.filter(({ payload }) => /^TICK\\|/.test(payload));
  if (ticks.length > 0) return { confidence: 0.9, rule: 'frames begin with TICK|' };
}

// Called once for each connection; decode is called for each frame, in their order.
export function createDecoder({ url, subprotocol }) {
  return {
    // payload is a string or a Uint8Array; sent tells the direction; at is its time in ms.
    decode({ payload, sent, at }) {
      const [head, ...rest] = String(payload).split('|');
      const id = head.slice(1);
      if (head[0] === '?') {
        return { kind: 'ASK', summary: rest[0], correlations: [{ id, role: 'request' }] };
      }
      if (head[0] === '!') {
        return { kind: 'ANSWER', summary: rest[0], correlations: [{ id, role: 'reply', ends: true }] };
      }
      const [symbol, price] = rest;
      return { kind: head, summary: \`\${symbol} at \${price}\`, fields: { symbol, price: Number(price) } };
    },
  };
}
`;
