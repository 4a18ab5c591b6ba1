import { useMemo } from 'preact/hooks';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { createSecondClock } from '@/utils/panel/oauth/clock';
import { openedFlow } from '@/utils/panel/oauth/opened-flow';
import { later } from '../ui/later';
import { Split } from '../ui/Split';
import { useBeside } from '../ui/useBeside';
import { OAuthEmpty } from './OAuthEmpty';
import styles from './OAuthHalf.module.css';

/** An empty panel, which is what opens first, has no list. */
const FlowList = later(() => import('./FlowList').then((module) => module.FlowList));

/** With its dictionary of parameters and errors it is the greater part of the half. */
const FlowDetail = later(() => import('./FlowDetail').then((module) => module.FlowDetail));

/** What the half needs of the panel's store. */
export type OAuthStore = Pick<
  PanelStore,
  'session' | 'selection' | 'select' | 'now' | 'settings' | 'view' | 'flows' | 'spans'
> &
  Partial<Pick<PanelStore, 'findings' | 'showFinding' | 'search'>>;

/** The right half: every OAuth flow, and the selected one in full. */
export function OAuthHalf({ store }: { store: OAuthStore }) {
  const [box, beside] = useBeside<HTMLElement>(store.settings.detailPlace.value);
  const clock = useMemo(() => createSecondClock(store.now, globalThis), [store]);
  const session = store.session.value;
  const { flowId, stepId, tokenId } = store.selection.opened.value;
  const flows = store.flows.value;
  const flow = openedFlow(session.flows, flowId);
  const tab = store.view.state.value.flowTab;
  const stepShare = store.settings.stepShare.value;
  const view = useMemo(() => {
    const { select, findings, showFinding } = store;
    return { session, select, clock, findings, showFinding };
  }, [store, session, clock]);
  // What is selected among the connections changes nothing here, and is not to draw it anew.
  const { search } = store;
  search?.version.value;
  const marked = search?.marks.value ? flows.filter(({ id }) => search.answers(id)).map(({ id }) => id) : [];
  const hits = useMemo(() => new Set(marked), [marked.join('\n')]);
  const list = useMemo(
    () => <FlowList view={view} flows={flows} selected={flow?.id} hits={hits} />,
    [view, flows, flow?.id, hits],
  );
  const detail = useMemo(
    () =>
      flow && (
        <FlowDetail
          view={view}
          flow={flow}
          stepId={stepId}
          tokenId={tokenId}
          tab={tab}
          onTab={(flowTab) => store.view.show({ flowTab })}
          share={stepShare}
          onShare={(next) => store.settings.set('stepShare', next)}
        />
      ),
    [store, view, flow, stepId, tokenId, tab, stepShare],
  );
  if (!session.flows.length) return <OAuthEmpty />;
  const share = store.settings.flowListShare;
  return (
    <section ref={box} class={styles.half} aria-label={t('oauth.half')}>
      <Split
        label={t('oauth.list_height')}
        axis={beside ? 'x' : 'y'}
        fit={!beside}
        share={share.value}
        onShare={(next) => store.settings.set('flowListShare', next)}
      >
        {flows.length ? (
          list
        ) : (
          <p class={styles.none}>{t(store.spans.brush.value ? 'oauth.no_match_span' : 'oauth.no_match')}</p>
        )}
        {detail}
      </Split>
    </section>
  );
}
