import type { ReceiptLine } from '../../redaction';

export interface ReceiptSum {
  what: string;
  where: string[];
  count: number;
}

/** A receipt summed by what was redacted, most first: `access_token 4 times`. */
export function receiptSums(receipt: readonly ReceiptLine[]): ReceiptSum[] {
  const sums = new Map<string, ReceiptSum>();
  for (const { what, where, count } of receipt) {
    const sum = sums.get(what) ?? { what, where: [], count: 0 };
    sum.count += count;
    sum.where.push(where);
    sums.set(what, sum);
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}
