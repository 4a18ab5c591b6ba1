import { type FindingsModel, gravest, NOTHING } from '@/utils/panel/findings';
import styles from './StepMark.module.css';

interface StepMarkProps {
  findings: FindingsModel | undefined;
  stepId: string;
  /** Centre of the mark, px. */
  x: number;
  y: number;
}

/** A mark in the sequence diagram, at a step that breaks a rule: a disc or a triangle. */
export function StepMark({ findings, stepId, x, y }: StepMarkProps) {
  const severity = gravest(findings?.evaluation.value?.counts.get(stepId) ?? NOTHING);
  if (!severity || severity === 'information') return null;
  return (
    <g class={styles.mark} data-severity={severity} transform={`translate(${x} ${y})`}>
      {severity === 'must' ? <circle r="5.5" /> : <path d="M0-6 6.2 4.6H-6.2z" />}
      <path class={styles.sign} d="M0-2.6V.8M0 2.7v.1" />
    </g>
  );
}
