import type { SequenceDrawing } from '@/utils/panel/oauth';
import styles from './SequenceDiagram.module.css';

/** The four roles above their lifelines; stays in sight while the steps scroll. */
export function SequenceHead({ drawing }: { drawing: SequenceDrawing }) {
  return (
    <svg class={styles.head} width={drawing.width} height={drawing.headHeight} aria-hidden="true">
      {drawing.lanes.map((lane) => {
        const lines = [
          ...lane.lines.map((text) => ({ text, dim: false })),
          { text: lane.detail, dim: true },
        ].filter((line) => line.text);
        const top = drawing.headHeight / 2 - lines.length * 7 + 10;
        return (
          <g key={lane.role} class={lane.idle ? styles.idle : undefined}>
            {lines.map((line, index) => (
              <text
                key={line.text}
                class={line.dim ? styles.party : styles.role}
                x={lane.x}
                y={top + index * 14}
              >
                {line.text}
              </text>
            ))}
          </g>
        );
      })}
    </svg>
  );
}
