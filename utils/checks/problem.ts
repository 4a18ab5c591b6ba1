import type { Evidence, Problem, Severity } from './model';

/** The bytes were seen. */
export function proved(message: string, ...evidence: Evidence[]): Problem {
  return { message, confidence: 'proved', evidence };
}

/** It follows from what was seen, by a rule of thumb that the message names. */
export function inferred(message: string, ...evidence: Evidence[]): Problem {
  return { message, confidence: 'inferred', evidence };
}

/** It cannot be decided from a browser: said, and never an accusation. */
export function cannotSee(message: string, ...evidence: Evidence[]): Problem {
  return { message, confidence: 'cannot-see', evidence, severity: 'information' };
}

/** The same problem, as grave as this case is. */
export function graded(severity: Severity, problem: Problem): Problem {
  return { ...problem, severity };
}

/** Nothing wrong, or this one problem. */
export function only(problem: Problem | undefined | false): readonly Problem[] {
  return problem ? [problem] : [];
}
