import type { Evidence, Problem, Severity } from './model';
import { type Said, sayPlain } from './said';

function problem(message: string | Said, confidence: Problem['confidence'], evidence: Evidence[]): Problem {
  const said = typeof message === 'string' ? sayPlain(message) : message;
  return { message: said.text, said, confidence, evidence };
}

/** The bytes were seen. */
export function proved(message: string | Said, ...evidence: Evidence[]): Problem {
  return problem(message, 'proved', evidence);
}

/** It follows from what was seen, by a rule of thumb that the message names. */
export function inferred(message: string | Said, ...evidence: Evidence[]): Problem {
  return problem(message, 'inferred', evidence);
}

/** It cannot be decided from a browser: said, and never an accusation. */
export function cannotSee(message: string | Said, ...evidence: Evidence[]): Problem {
  return { ...problem(message, 'cannot-see', evidence), severity: 'information' };
}

/** The same problem, as grave as this case is. */
export function graded(severity: Severity, problem: Problem): Problem {
  return { ...problem, severity };
}

/** Nothing wrong, or this one problem. */
export function only(problem: Problem | undefined | false): readonly Problem[] {
  return problem ? [problem] : [];
}
