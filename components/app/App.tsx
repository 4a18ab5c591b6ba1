import { BesideFindings, FindingsPane } from '@/components/findings/BesideFindings';
import { OAuthHalf } from '@/components/oauth/OAuthHalf';
import { SocketsHalf } from '@/components/sockets/SocketsHalf';
import { Timeline } from '@/components/timeline/Timeline';
import { Split } from '@/components/ui/Split';
import { Tabs } from '@/components/ui/Tabs';
import { useSize } from '@/components/ui/useSize';
import type { PanelStore, Workspace } from '@/utils/panel';
import { sumsOf, wrongIn } from '@/utils/panel/findings';
import styles from './App.module.css';
import { Dialogs } from './Dialogs';
import { Half } from './Half';
import { Notices } from './Notices';
import { Toolbar } from './Toolbar';
import { useShortcuts } from './useShortcuts';

/** Below this width the halves become tabs. */
const NARROW = 800;

/** The panel: toolbar, one time axis for everything, connections left, flows right. */
export function App({ workspace }: { workspace: Workspace }) {
  const store = workspace.store.value;
  const [box, { width }] = useSize<HTMLDivElement>();
  useShortcuts(store);
  return (
    <main ref={box} class={styles.app}>
      <h1 class="visually-hidden">Handshake</h1>
      <Toolbar store={store} workspace={workspace} narrow={width < NARROW} />
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

const shownOf = (shown: number, all: number) => (shown === all ? `${all}` : `${shown} of ${all}`);

function Wide({ store }: { store: PanelStore }) {
  const { sockets, flows } = store.session.value;
  return (
    <Split
      label="Width of the WebSocket half"
      axis="x"
      share={store.settings.split.value}
      onShare={(share) => store.settings.set('split', share)}
    >
      <Half title="WebSockets" count={shownOf(store.sockets.value.length, sockets.length)}>
        <SocketsHalf store={store} />
      </Half>
      <Half title="OAuth" count={shownOf(store.flows.value.length, flows.length)}>
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
      label="Halves"
      tabs={[
        { id: 'sockets', label: 'WebSockets', count: shownOf(store.sockets.value.length, sockets.length) },
        { id: 'oauth', label: 'OAuth', count: shownOf(store.flows.value.length, flows.length) },
        {
          id: 'findings',
          label: 'Findings',
          count: `${wrongIn(sumsOf(store.findings.evaluation.value?.report))}`,
        },
      ]}
      selected={half}
      onSelect={(next) => store.view.show({ half: next })}
      panelClass={styles.panel}
    >
      {half === 'sockets' && <SocketsHalf store={store} />}
      {half === 'oauth' && <OAuthHalf store={store} />}
      {half === 'findings' && <FindingsPane store={store} />}
    </Tabs>
  );
}
