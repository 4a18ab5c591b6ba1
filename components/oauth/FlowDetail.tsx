import { useState } from 'preact/hooks';
import type { Flow } from '@/utils/oauth/model';
import type { Selection } from '@/utils/panel';
import { Split } from '../ui/Split';
import { Tabs } from '../ui/Tabs';
import { ExportButtons } from './ExportButtons';
import styles from './FlowDetail.module.css';
import { FlowFacts } from './FlowFacts';
import { FlowSummary } from './FlowSummary';
import { SequenceDiagram } from './SequenceDiagram';
import { StepDetail } from './StepDetail';
import { TokenList } from './TokenList';
import type { OAuthView } from './view';

type FlowTab = 'sequence' | 'tokens' | 'facts';

interface FlowDetailProps {
  view: OAuthView;
  flow: Flow;
  stepId?: string;
  tokenId?: string;
  /** The last thing chosen anywhere: a token brings its tab to the front. */
  current?: Selection;
}

/** A flow in full. A tab stays until something elsewhere is selected that another one shows. */
export function FlowDetail({ view, flow, stepId, tokenId, current }: FlowDetailProps) {
  const [chosen, setChosen] = useState<{ tab: FlowTab; at?: Selection }>();
  const tab: FlowTab = chosen && chosen.at === current ? chosen.tab : tokenId ? 'tokens' : 'sequence';
  const step = flow.steps.find((candidate) => candidate.id === stepId);
  const [share, setShare] = useState(0.5);
  const diagram = <SequenceDiagram view={view} flow={flow} selected={stepId} />;
  return (
    <div class={styles.detail}>
      <FlowSummary view={view} flow={flow} />
      <Tabs<FlowTab>
        label={`Flow F${flow.ordinal}`}
        tabs={[
          { id: 'sequence', label: 'Sequence', count: String(flow.steps.length) },
          { id: 'tokens', label: 'Tokens', count: String(flow.tokenIds.length) },
          { id: 'facts', label: 'PKCE and parties' },
        ]}
        selected={tab}
        onSelect={(next) => setChosen({ tab: next, at: current })}
        end={tab === 'sequence' && <ExportButtons flow={flow} session={view.session} />}
        panelClass={tab === 'sequence' ? styles.panel : styles.scroller}
      >
        {tab === 'sequence' &&
          (step ? (
            <Split label="Height of the diagram" axis="y" share={share} onShare={setShare}>
              {diagram}
              <StepDetail key={step.id} view={view} flow={flow} step={step} />
            </Split>
          ) : (
            diagram
          ))}
        {tab === 'tokens' && <TokenList view={view} flow={flow} selected={tokenId} />}
        {tab === 'facts' && <FlowFacts flow={flow} />}
      </Tabs>
    </div>
  );
}
