import type { ComponentChildren } from 'preact';
import { Button, IconButton } from '@/components/ui/Button';
import { Icon, type IconName } from '@/components/ui/Icon';
import { later } from '@/components/ui/later';
import { t } from '@/utils/i18n';
import type { LinkState, PanelStore, Workspace } from '@/utils/panel';
import { formatPlural } from '@/utils/panel/format';
import { lateDocument } from '@/utils/panel/late-document';
import styles from './Notices.module.css';

const RecordedText = later(() =>
  import('@/components/recording/RecordedText').then((module) => module.RecordedText),
);

const LINKS: Record<Exclude<LinkState, 'connected'>, string> = {
  reconnecting: 'The extension’s background does not answer; connecting again. What is shown stays.',
  gone: 'The extension was updated or removed: close DevTools and open it again to see what comes.',
};

/** What holds for the whole panel: a file in place of the tab, a lost way, what could not be kept. */
export function Notices({ store, workspace }: { store: PanelStore; workspace: Workspace }) {
  const link = store.link.value;
  const problem = workspace.problem.value;
  const { file } = store;
  const dropped = store.version.value >= 0 ? store.frames.dropped.frames : 0;
  return (
    <>
      {file && (
        <Notice icon="import" tone="info">
          <span>
            {file.recording ? (
              <RecordedText {...file.recording} />
            ) : (
              <>
                <b>{file.name}</b>, recorded {new Date(file.header.exportedAt).toLocaleString()}
                {file.header.page && ` on ${file.header.page.url}`}
                {file.header.browser && `, ${file.header.browser.name} ${file.header.browser.version}`}
              </>
            )}
          </span>
          <Button onClick={() => workspace.close()}>
            {workspace.live ? 'Back to this tab' : t('inspector.back')}
          </Button>
        </Notice>
      )}
      {problem && (
        <Notice icon="warning" tone="warn">
          <span>{problem}</span>
          <IconButton icon="close" label="Dismiss" onClick={() => workspace.dismiss()} />
        </Notice>
      )}
      {link !== 'connected' && (
        <Notice icon="warning" tone="warn">
          {LINKS[link]}
        </Notice>
      )}
      {dropped > 0 && (
        <Notice icon="warning" tone="warn">
          {formatPlural(dropped, 'frame')} of long ago let go, to keep within the panel’s memory.
        </Notice>
      )}
      {!file && workspace.recordings.value?.status.value.tab?.unseen === 'bodies' && (
        <Notice icon="warning" tone="info">
          {t('recording.noBodiesLive')}
        </Notice>
      )}
      {workspace.notice.value && (
        <Notice icon="warning" tone="warn">
          {workspace.notice.value}
        </Notice>
      )}
      {lateDocument(store.session.value) && (
        <Notice icon="warning" tone="warn">
          This page was open before Handshake: reload it to record its sockets.
        </Notice>
      )}
      {store.missing.value.map((sentence) => (
        <Notice key={sentence} icon="warning" tone="warn">
          {sentence}
        </Notice>
      ))}
    </>
  );
}

interface NoticeProps {
  icon: IconName;
  tone: 'info' | 'warn';
  children: ComponentChildren;
}

function Notice({ icon, tone, children }: NoticeProps) {
  return (
    <div class={styles.notice} data-tone={tone} role="status">
      <Icon name={icon} />
      {children}
    </div>
  );
}
