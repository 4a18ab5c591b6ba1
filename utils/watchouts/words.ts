import { t } from '../i18n';
import { formatSpan } from '../session/format-span';
import type { Watchout, WatchoutResult } from './model';

/** What an assertion says, as a sentence. */
export function watchoutSentence(watchout: Watchout): string {
  const { watch, ms = 0, allowed = [], text = '', count = 0, severity = 'must', direction } = watchout;
  const about = direction === undefined ? 'any' : direction;
  const said = {
    'close-codes': () => t('rules.saysCloseCodes', { codes: allowed.join(', ') }),
    'opens-within': () => t('rules.saysOpensWithin', { span: formatSpan(ms) }),
    'reply-within': () =>
      text
        ? t('rules.saysReplyToWithin', { span: formatSpan(ms), text })
        : t('rules.saysReplyWithin', { span: formatSpan(ms) }),
    'silence-at-most': () => t('rules.saysSilence', { span: formatSpan(ms) }),
    'no-message': () => t(`rules.saysNoMessage_${about}`, { text }),
    'message-seen': () => t(`rules.saysMessageSeen_${about}`, { text }),
    'connections-at-most': () => t('rules.saysConnections', { count }),
    'token-refreshed': () =>
      ms > 0 ? t('rules.saysRefreshedBefore', { span: formatSpan(ms) }) : t('rules.saysRefreshed'),
    'flow-completes': () => t('rules.saysFlow', { span: formatSpan(ms) }),
    'no-finding': () => t(`rules.saysNoFinding_${severity}`),
  }[watch]();
  return watchout.url ? t('rules.saysAt', { said, url: watchout.url }) : said;
}

/** How it stands: how much was looked at, and how much of it breaks it. */
export function watchoutStanding({ state, looked, failed }: WatchoutResult): string {
  if (state === 'failed') return t('rules.standsFailed', { count: failed, looked });
  return state === 'passed' ? t('rules.standsPassed', { count: looked }) : t('rules.standsOpen');
}
