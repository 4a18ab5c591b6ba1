import { t } from '@/utils/i18n';
import type { Selection } from '@/utils/panel';
import type { StepRows, StepSide } from '@/utils/panel/oauth';
import { DifferenceMark } from './CompareRow';
import styles from './CompareTable.module.css';
import { StateMark } from './StateMark';

interface CompareStepProps {
  step: StepRows;
  names: readonly [string, string];
  select: (selection: Selection) => void;
}

/** A step in both flows: how it ended and how long it took; each side opens its step. */
export function CompareStep({ step, names, select }: CompareStepProps) {
  return (
    <tr class={styles.group} data-differs={step.differs || undefined}>
      <th scope="rowgroup">
        {step.differs && <DifferenceMark said={saidOf(step, names)} />}
        {step.title}
      </th>
      <td>{<Side side={step.a} flow={names[0]} select={select} />}</td>
      <td>{<Side side={step.b} flow={names[1]} select={select} />}</td>
    </tr>
  );
}

function saidOf(step: StepRows, [a, b]: readonly [string, string]): string {
  if (!step.b) return t('oauth.compare_only_in', { flow: a });
  return step.a ? t('oauth.compare_changed') : t('oauth.compare_only_in', { flow: b });
}

function Side({ side, flow, select }: { side?: StepSide; flow: string; select: CompareStepProps['select'] }) {
  if (!side) return <span class={styles.absent}>{t('oauth.compare_absent')}</span>;
  return (
    <>
      <button
        type="button"
        class={styles.open}
        aria-label={t('oauth.compare_open', { number: String(side.number), flow })}
        onClick={() => select({ kind: 'step', id: side.stepId, flowId: side.flowId })}
      >
        {side.number}
      </button>
      <StateMark state={side.outcome} />
      <span class={styles.time}>{side.time}</span>
      {side.slow && <span class={styles.slow}>{t('oauth.compare_slower')}</span>}
    </>
  );
}
