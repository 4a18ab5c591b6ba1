import { FindingsButton } from '@/components/findings/FindingsButton';
import { ExportMenu } from '@/components/session/ExportMenu';
import { OpenFile } from '@/components/session/OpenFile';
import { IconButton } from '@/components/ui/Button';
import { later } from '@/components/ui/later';
import { t } from '@/utils/i18n';
import type { PanelStore, Workspace } from '@/utils/panel';
import { FilterBox } from './FilterBox';
import styles from './Toolbar.module.css';

const RecordControls = later(() =>
  import('@/components/recording/RecordControls').then((module) => module.RecordControls),
);

interface ToolbarProps {
  store: PanelStore;
  workspace: Workspace;
  /** The findings are a tab then, and need no button. */
  narrow: boolean;
}

/** What one does with the whole panel. */
export function Toolbar({ store, workspace, narrow }: ToolbarProps) {
  const { selection, settings } = store;
  return (
    <div class={styles.bar} role="toolbar" aria-label={t('app.panel')}>
      {!store.file && <LiveButtons store={store} />}
      <IconButton
        icon="back"
        label={t('app.back')}
        disabled={!selection.canGoBack.value}
        onClick={() => selection.back()}
      />
      <IconButton
        icon="forward"
        label={t('app.forward')}
        disabled={!selection.canGoForward.value}
        onClick={() => selection.forward()}
      />
      <span class={styles.gap} />
      <FilterBox store={store} />
      {!store.file && <Preserve store={store} />}
      <Live store={store} />
      <div class={styles.end}>
        {!narrow && (
          <span data-tour="findings">
            <FindingsButton store={store} />
          </span>
        )}
        <IconButton
          icon="timeline"
          label={t(settings.timelineOpen.value ? 'app.hideTimeline' : 'app.showTimeline')}
          pressed={settings.timelineOpen.value}
          onClick={() => settings.set('timelineOpen', !settings.timelineOpen.value)}
        />
        <RecordControls workspace={workspace} />
        <OpenFile workspace={workspace} />
        <ExportMenu key={store.file?.name} store={store} workspace={workspace} />
        <IconButton icon="gear" label={t('settings.title')} onClick={() => store.dialogs.openSettings()} />
        <IconButton
          icon="help"
          label={`${t('settings.shortcuts')} (?)`}
          onClick={() => store.dialogs.openShortcuts()}
        />
      </div>
    </div>
  );
}

/** What only a live tab can do. */
function LiveButtons({ store }: { store: PanelStore }) {
  const paused = store.paused.value;
  return (
    <>
      <IconButton
        icon={paused ? 'resume' : 'pause'}
        label={t(paused ? 'app.resume' : 'app.pause')}
        pressed={paused}
        onClick={() => (paused ? store.resume() : store.pause())}
      />
      <IconButton icon="clear" label={t('app.clear')} onClick={() => store.clear()} />
      <span class={styles.gap} />
    </>
  );
}

function Preserve({ store: { settings } }: { store: PanelStore }) {
  return (
    <label class={styles.check} title={t('app.preserveTitle')}>
      <input
        type="checkbox"
        checked={settings.preserve.value}
        onChange={(event) => settings.set('preserve', event.currentTarget.checked)}
      />
      {t('app.preserve')}
    </label>
  );
}

function Live({ store }: { store: PanelStore }) {
  if (store.paused.value) {
    return (
      <span class={`${styles.state} ${styles.paused}`}>{t('app.paused', { count: store.wentBy.value })}</span>
    );
  }
  return store.connected.value ? null : <span class={styles.state}>{t('app.connecting')}</span>;
}
