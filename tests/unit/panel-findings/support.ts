import type { CheckReport, Evidence, Finding } from '@/utils/checks';

/** A finding with what every one has; `change` gives the rest. */
export function finding(key: string, change: Partial<Finding> = {}): Finding {
  return {
    key,
    checkId: 'oauth/pkce-present',
    title: 'PKCE protects the authorization code',
    severity: 'must',
    confidence: 'proved',
    message: `Sentence of ${key}.`,
    evidence: [],
    ...change,
  };
}

export const evidence = (at: Omit<Evidence, 'quote'>, quote = 'code=•••'): Evidence => ({ ...at, quote });

export function report(findings: readonly Finding[]): CheckReport {
  return { profile: 'oauth2', findings, passed: [], broken: [] };
}
