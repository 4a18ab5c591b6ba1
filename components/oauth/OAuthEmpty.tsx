import { t } from '@/utils/i18n';
import { EmptyHalf } from '../ui/EmptyHalf';
import { Rich } from '../ui/Rich';

/** Nothing seen yet: what will be here, what to do, and what never can be. */
export function OAuthEmpty() {
  return (
    <EmptyHalf
      label={t('oauth.empty_label')}
      title={t('oauth.empty_title')}
      picture={({ lifeline, head, arrow, back }) => (
        <>
          <path class={lifeline} d="M20 12v66M80 12v66M140 12v66M200 12v66" />
          <path class={arrow} d="M20 28h118m-5-3.5 5 3.5-5 3.5" />
          <path class={back} d="M138 46H82m5-3.5L82 46l5 3.5" />
          <path class={arrow} d="M80 64h118m-5-3.5 5 3.5-5 3.5" />
          <path class={head} d="M10 4h20v8H10zM70 4h20v8H70zM130 4h20v8h-20zM190 4h20v8h-20z" />
        </>
      )}
      note={<Rich text="oauth.empty_note" />}
    >
      <p>{t('oauth.empty_text')}</p>
      <ol>
        <li>{t('oauth.empty_keep')}</li>
        <li>{t('oauth.empty_sign_in')}</li>
        <li>{t('oauth.empty_select')}</li>
      </ol>
    </EmptyHalf>
  );
}
