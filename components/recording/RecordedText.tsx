import { Rich } from '@/components/ui/Rich';
import { locale, t } from '@/utils/i18n';
import type { OpenedFile } from '@/utils/panel';
import { endOf, holdsOf, nameOf, stateOf, whenOf } from './counts';

/** What a recording is that stands in the live tab's place, and how far it has been read. */
export function RecordedText({ info, progress }: NonNullable<OpenedFile['recording']>) {
  const { done, all, problem } = progress.value;
  return (
    <>
      <Rich
        text="recording.recordedFrom"
        values={{
          name: nameOf(info),
          from: whenOf(info.startedAt),
          to: new Date(endOf(info)).toLocaleTimeString(locale()),
        }}
      />
      {` · ${holdsOf(info)} · ${stateOf(info)}`}
      {done < all && ` · ${t('recording.loadingPart', { done, all })}`}
      {problem && ` · ${t('recording.failed', { why: problem })}`}
    </>
  );
}
