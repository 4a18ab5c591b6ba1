import { locale, t } from '@/utils/i18n';
import type { Marked } from '@/utils/session/observations';

/** What a mark says: a user's own words, or the product's in the language of the interface. */
export function markText({ text, about, at, until = at }: Marked): string {
  const clock = (time: number) => new Date(time).toLocaleTimeString(locale());
  switch (about) {
    case 'recording-started':
      return t('recording.begun');
    case 'recording-stopped':
      return t('recording.ended');
    case 'recording-interrupted':
      return t('recording.interrupted', { from: clock(at), to: clock(until) });
    case 'late-document':
      return t('app.late');
    case 'shared-worker':
      return t('sockets.sharedWorkers', { names: text });
    case 'page-crashed':
      return t('recording.crashed');
    default:
      return text || t('recording.noWords');
  }
}
