import { EmptyHalf } from '@/components/ui/EmptyHalf';
import { Rich } from '@/components/ui/Rich';
import { t } from '@/utils/i18n';

/** Nothing seen yet: what the left half will show, and when a reload is needed. */
export function SocketsEmpty() {
  return (
    <EmptyHalf
      label={t('sockets.emptyLabel')}
      title={t('sockets.emptyTitle')}
      picture={({ lifeline, head, arrow, back }) => (
        <>
          <path class={lifeline} d="M40 12v66M180 12v66" />
          <path class={arrow} d="M40 24h138m-5-3.5 5 3.5-5 3.5" />
          <path class={back} d="M180 38H42m5-3.5L42 38l5 3.5" />
          <path class={arrow} d="M40 54h138m-5-3.5 5 3.5-5 3.5M40 70h138m-5-3.5 5 3.5-5 3.5" />
          <path class={head} d="M30 4h20v8H30zM170 4h20v8h-20z" />
        </>
      )}
      note={<Rich text="sockets.emptyNote" />}
    >
      <p>{t('sockets.emptyText')}</p>
      <ul>
        <li>{t('sockets.emptyHandshake')}</li>
        <li>{t('sockets.emptyFrames')}</li>
        <li>{t('sockets.emptyClose')}</li>
      </ul>
    </EmptyHalf>
  );
}
