import { BesideFindings, FindingsPane } from '@/components/findings/BesideFindings';
import { OAuthHalf } from '@/components/oauth/OAuthHalf';
import { SocketsHalf } from '@/components/sockets/SocketsHalf';
import { Timeline } from '@/components/timeline/Timeline';
import { later } from '@/components/ui/later';
import { Split } from '@/components/ui/Split';
import { Tabs } from '@/components/ui/Tabs';
import { useSize } from '@/components/ui/useSize';
import { t } from '@/utils/i18n';
import type { PanelStore, Workspace } from '@/utils/panel';
import { sumsOf, wrongIn } from '@/utils/panel/findings';
import { formatCount } from '@/utils/panel/format';
import styles from './App.module.css';
import { Dialogs } from './Dialogs';
import { Half } from './Half';
import { Notices } from './Notices';
import { Toolbar } from './Toolbar';
import { useShortcuts } from './useShortcuts';
import { Welcome } from './Welcome';

const SearchStrip = later(() => import('@/components/search/SearchStrip').then((one) => one.SearchStrip));

/** Below this width the halves become tabs. */
const NARROW = 800;

/** The panel: toolbar, one time axis for everything, connections left, flows right. */
export function App({ workspace }: { workspace: Workspace }) {
  const store = workspace.store.value;
  // It fills the window: nothing has to be laid out to know its width.
  const [box, { width }] = useSize<HTMLDivElement>({ width: innerWidth, height: innerHeight });
  useShortcuts(store);
  return (
    <main ref={box} class={styles.app}>
      <h1 class="visually-hidden">Handshake</h1>
      <Toolbar store={store} workspace={workspace} narrow={width < NARROW} />
      <Welcome store={store} />
      {(store.search.asked.value || store.settings.savedFilters.value.list.length > 0) && (
        <SearchStrip store={store} />
      )}
      <Notices store={store} workspace={workspace} />
      <Timeline store={store} />
      <div class={styles.body}>
        {width > 0 &&
          (width < NARROW ? (
            <Narrow store={store} />
          ) : (
            <BesideFindings store={store} width={width}>
              <Wide store={store} />
            </BesideFindings>
          ))}
      </div>
      <Dialogs store={store} workspace={workspace} />
    </main>
  );
}

const shownOf = (shown: number, all: number) =>
  shown === all ? formatCount(all) : t('app.shownOf', { shown, all });

function Wide({ store }: { store: PanelStore }) {
  const { sockets, flows } = store.session.value;
  return (
    <Split
      label={t('app.splitWidth')}
      axis="x"
      share={store.settings.split.value}
      onShare={(share) => store.settings.set('split', share)}
    >
      <Half
        part="sockets"
        title={t('app.sockets')}
        count={shownOf(store.sockets.value.length, sockets.length)}
      >
        <SocketsHalf store={store} />
      </Half>
      <Half part="oauth" title={t('app.oauth')} count={shownOf(store.flows.value.length, flows.length)}>
        <OAuthHalf store={store} />
      </Half>
    </Split>
  );
}

function Narrow({ store }: { store: PanelStore }) {
  const { half } = store.view.state.value;
  const { sockets, flows } = store.session.value;
  return (
    <Tabs
      label={t('app.halves')}
      tabs={[
        {
          id: 'sockets',
          label: t('app.sockets'),
          count: shownOf(store.sockets.value.length, sockets.length),
        },
        { id: 'oauth', label: t('app.oauth'), count: shownOf(store.flows.value.length, flows.length) },
        {
          id: 'findings',
          label: t('app.findings'),
          count: `${wrongIn(sumsOf(store.findings.evaluation.value?.report))}`,
        },
      ]}
      selected={half}
      onSelect={(next) => store.view.show({ half: next })}
      panelClass={styles.panel}
    >
      {/* For readers of a screen: what is in a half has headings below this one. */}
      <h2 class="visually-hidden">{t(`app.${half}`)}</h2>
      {half === 'sockets' && <SocketsHalf store={store} />}
      {half === 'oauth' && <OAuthHalf store={store} />}
      {half === 'findings' && <FindingsPane store={store} />}
    </Tabs>
  );
}
