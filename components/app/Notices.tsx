import type { ComponentChildren } from 'preact';
import { Button, IconButton } from '@/components/ui/Button';
import { Icon, type IconName } from '@/components/ui/Icon';
import { later } from '@/components/ui/later';
import { Quiet } from '@/components/ui/Quiet';
import { Rich } from '@/components/ui/Rich';
import { type MessageKey, t } from '@/utils/i18n';
import type { LinkState, PanelStore, Workspace } from '@/utils/panel';
import { lateDocument } from '@/utils/panel/late-document';
import { formatInstant } from '@/utils/panel/oauth/time';
import styles from './Notices.module.css';

const RecordedText = later(() =>
  import('@/components/recording/RecordedText').then((module) => module.RecordedText),
);

const LINKS: Record<Exclude<LinkState, 'connected'>, MessageKey> = {
  reconnecting: 'app.linkReconnecting',
  gone: 'app.linkGone',
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
                <Rich
                  text="app.fileRecorded"
                  values={{ name: file.name, when: formatInstant(Date.parse(file.header.exportedAt)) }}
                />
                {file.header.page && ` ${t('app.fileOn', { url: file.header.page.url })}`}
                {file.header.browser && `, ${file.header.browser.name} ${file.header.browser.version}`}
              </>
            )}
          </span>
          <Button onClick={() => workspace.close()}>
            {t(workspace.live ? 'app.backToTab' : 'inspector.back')}
          </Button>
        </Notice>
      )}
      {problem && (
        <Notice icon="warning" tone="warn">
          <span>{problem}</span>
          <IconButton icon="close" label={t('app.dismiss')} onClick={() => workspace.dismiss()} />
        </Notice>
      )}
      {link !== 'connected' && (
        <Notice icon="warning" tone="warn">
          {t(LINKS[link])}
        </Notice>
      )}
      {dropped > 0 && (
        <Notice icon="warning" tone="warn" counts>
          {t('app.framesGone', { count: dropped })}
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
          {t('app.late')}
        </Notice>
      )}
      {store.missing.value.map((sentence, at) => (
        <Notice key={at} icon="warning" tone="warn" counts>
          {sentence}
        </Notice>
      ))}
    </>
  );
}

interface NoticeProps {
  icon: IconName;
  tone: 'info' | 'warn';
  /** A sentence with a number that grows: it is said once. */
  counts?: boolean;
  children: ComponentChildren;
}

function Notice({ icon, tone, counts, children }: NoticeProps) {
  return (
    <div class={styles.notice} data-tone={tone} role={counts ? undefined : 'status'}>
      <Icon name={icon} />
      {children}
      {counts && <Quiet text={String(children)} />}
    </div>
  );
}
