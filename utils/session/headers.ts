import type { Header } from './observations';

/** A header's value by its name in lower case, the first where there are several; names have no case, RFC 9110 §5.1. */
export function headerOf(headers: readonly Header[] | undefined, name: string): string | undefined {
  return headers?.find((header) => header.name.toLowerCase() === name)?.value;
}
