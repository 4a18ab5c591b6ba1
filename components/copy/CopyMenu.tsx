import { useState } from 'preact/hooks';
import { copyText } from '@/components/ui/CopyButton';
import { Icon } from '@/components/ui/Icon';
import { Popup, PopupAction, PopupCheck } from '@/components/ui/Popup';
import { t } from '@/utils/i18n';
import { type CopyFormat, formatsOf, writeCopy } from '@/utils/panel/copy/formats';
import { redactSubject } from '@/utils/panel/copy/subject';
import type { CopyAsProps } from './CopyAs';

/** What a step or a connection can be copied as; credentials leave as marks unless somebody asks for them. */
export function CopyMenu({ session, subject }: CopyAsProps) {
  const [secrets, setSecrets] = useState(false);
  const [failed, setFailed] = useState(false);

  function copy(format: CopyFormat, close: () => void) {
    const key = crypto.getRandomValues(new Uint8Array(32));
    const redacted = redactSubject(subject(), session, { level: secrets ? 'none' : 'default', key });
    const text = writeCopy(redacted, format);
    (text === '' ? Promise.reject(new Error('nothing to copy')) : copyText(text)).then(
      () => {
        setFailed(false);
        close();
      },
      () => setFailed(true),
    );
  }

  return (
    <Popup label={t('session.copyAs')} face={<Icon name="copyAs" />}>
      {(close) => (
        <>
          {formatsOf(subject()).map((format) => (
            <PopupAction key={format} onClick={() => copy(format, close)}>
              {t(`session.copy_${format}`)}
            </PopupAction>
          ))}
          <hr />
          <PopupCheck checked={secrets} title={t('session.withSecretsHint')} onChange={setSecrets}>
            {t('session.withSecrets')}
          </PopupCheck>
          {failed && <p role="alert">{t('session.notCopied')}</p>}
        </>
      )}
    </Popup>
  );
}
