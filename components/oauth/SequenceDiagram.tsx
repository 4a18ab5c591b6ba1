import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '@/utils/i18n';
import type { Flow } from '@/utils/oauth/model';
import { drawSequence, layoutSequence, messageGroups, type StepBand } from '@/utils/panel/oauth';
import { StepMark } from '../findings/StepMark';
import { useSize } from '../ui/useSize';
import { moveFocus } from './roving';
import { SequenceArrow } from './SequenceArrow';
import styles from './SequenceDiagram.module.css';
import { SequenceHead } from './SequenceHead';
import type { OAuthView } from './view';

interface SequenceDiagramProps {
  view: OAuthView;
  flow: Flow;
  /** Id of the step that is open. */
  selected?: string;
}

/** A flow between its four roles. The arrows are a drawing; the steps over it are buttons with names. */
export function SequenceDiagram({ view, flow, selected }: SequenceDiagramProps) {
  const [box, { width }] = useSize<HTMLDivElement>();
  const drawing = drawSequence(messageGroups(flow, view.session), layoutSequence(flow).lifelines, width);
  const scroller = useRef<HTMLDivElement>(null);
  const scrolled = useRef(false);
  // Another flow begins at its top; asking where the box stands would have it laid out once more.
  useLayoutEffect(() => {
    if (scrolled.current) scroller.current?.scrollTo(0, 0);
    scrolled.current = false;
  }, [flow.id]);
  const stop = flow.steps.some((step) => step.id === selected) ? selected : flow.steps[0]?.id;
  return (
    <div
      ref={scroller}
      class={styles.scroller}
      onScroll={() => {
        scrolled.current = true;
      }}
    >
      <div class={styles.sheet} ref={box}>
        <SequenceHead drawing={drawing} />
        <div class={styles.body} style={{ height: `${drawing.height}px` }}>
          <svg class={styles.drawing} width={drawing.width} height={drawing.height} aria-hidden="true">
            {drawing.lanes.map((lane) => (
              <path
                key={lane.role}
                class={styles.lifeline}
                data-idle={lane.idle || undefined}
                d={`M${lane.x} 0V${drawing.height}`}
              />
            ))}
          </svg>
          <ol
            class={styles.steps}
            aria-label={t('oauth.steps_of', { number: String(flow.ordinal) })}
            onKeyDown={(event) => moveFocus(event, event.currentTarget, '[data-step]')}
          >
            {drawing.bands.map((band, at) => (
              // By place: the steps of another flow are drawn where those of this one were.
              <StepButton
                key={at}
                band={band}
                findings={view.findings}
                width={drawing.width}
                selected={band.group.stepId === selected}
                stop={band.group.stepId === stop}
                onOpen={() => view.select({ kind: 'step', id: band.group.stepId, flowId: flow.id })}
              />
            ))}
          </ol>
        </div>
      </div>
    </div>
  );
}

interface StepButtonProps {
  band: StepBand;
  findings: OAuthView['findings'];
  width: number;
  selected: boolean;
  stop: boolean;
  onOpen: () => void;
}

function StepButton({ band, findings, width, selected, stop, onOpen }: StepButtonProps) {
  const { group } = band;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) item.current?.scrollIntoView({ block: 'nearest' });
  }, [selected, group.stepId]);
  return (
    <li ref={item} class={styles.step} style={{ top: `${band.y}px`, height: `${band.height}px` }}>
      <button
        type="button"
        class={styles.open}
        data-step={group.stepId}
        aria-label={group.name}
        title={group.messages.map(({ label, detail }) => `${label} ${detail}`.trim()).join('\n')}
        aria-current={selected ? 'step' : undefined}
        tabIndex={stop ? 0 : -1}
        onClick={onOpen}
      />
      <svg class={styles.drawing} width={width} height={band.height} aria-hidden="true">
        <g transform={`translate(0 ${-band.y})`}>
          <circle class={styles.badge} data-tone={group.outcome.tone} cx="15" cy={band.y + 20} r="9" />
          <text class={styles.number} data-tone={group.outcome.tone} x="15" y={band.y + 23.5}>
            {group.number}
          </text>
          <StepMark findings={findings} stepId={group.stepId} x={24} y={band.y + 12} />
          {band.arrows.map((arrow) => (
            <SequenceArrow key={arrow.y} arrow={arrow} />
          ))}
        </g>
      </svg>
    </li>
  );
}
