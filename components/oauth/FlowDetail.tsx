import { StoryList } from '@/components/stories/StoryList';
import { t } from '@/utils/i18n';
import type { Flow } from '@/utils/oauth/model';
import { storiesOfFlow } from '@/utils/panel/evidence';
import type { FlowTab } from '@/utils/panel/view-state';
import { later } from '../ui/later';
import { Split } from '../ui/Split';
import { Tabs } from '../ui/Tabs';
import { useBeside } from '../ui/useBeside';
import { ExportButtons } from './ExportButtons';
import styles from './FlowDetail.module.css';
import { FlowFacts } from './FlowFacts';
import { FlowSummary } from './FlowSummary';
import { SequenceDiagram } from './SequenceDiagram';
import { StepDetail } from './StepDetail';
import { TokenList } from './TokenList';
import type { OAuthView } from './view';

const CompareTab = later(() => import('./CompareTab').then((module) => module.CompareTab));

interface FlowDetailProps {
  view: OAuthView;
  flow: Flow;
  stepId?: string;
  tokenId?: string;
  tab: FlowTab;
  onTab: (tab: FlowTab) => void;
  /** Share that the diagram has beside or above a step. */
  share: number;
  onShare: (share: number) => void;
}

/** A flow in full. Another one is drawn in its place. */
export function FlowDetail({ view, flow, stepId, tokenId, tab, onTab, share, onShare }: FlowDetailProps) {
  const step = flow.steps.find((candidate) => candidate.id === stepId);
  const [box, beside, single] = useBeside<HTMLDivElement>();
  return (
    <div ref={box} class={styles.detail}>
      <FlowSummary view={view} flow={flow} />
      <Tabs<FlowTab>
        label={t('oauth.flow', { number: String(flow.ordinal) })}
        tabs={[
          { id: 'sequence', label: t('oauth.tab_sequence'), count: String(flow.steps.length) },
          { id: 'tokens', label: t('oauth.tab_tokens'), count: String(flow.tokenIds.length) },
          { id: 'facts', label: t('oauth.tab_facts') },
          { id: 'compare', label: t('oauth.tab_compare') },
        ]}
        selected={tab}
        onSelect={onTab}
        of={tab === 'sequence' ? undefined : flow.id}
        end={tab === 'sequence' && <ExportButtons flow={flow} session={view.session} />}
        panelClass={tab === 'sequence' ? styles.panel : styles.scroller}
      >
        {tab === 'sequence' &&
          (step && single ? (
            <StepDetail key={step.id} view={view} flow={flow} step={step} />
          ) : (
            <Split label={t('oauth.diagram_size')} axis={beside ? 'x' : 'y'} share={share} onShare={onShare}>
              <SequenceDiagram view={view} flow={flow} selected={stepId} />
              {step && <StepDetail key={step.id} view={view} flow={flow} step={step} />}
            </Split>
          ))}
        {tab === 'tokens' && <TokenList view={view} flow={flow} selected={tokenId} />}
        {tab === 'facts' && (
          <>
            <StoryList
              session={view.session}
              stories={storiesOfFlow(view.session, flow.id)}
              of={flow.id}
              select={view.select}
            />
            <FlowFacts flow={flow} />
          </>
        )}
        {tab === 'compare' && <CompareTab view={view} flow={flow} />}
      </Tabs>
    </div>
  );
}
