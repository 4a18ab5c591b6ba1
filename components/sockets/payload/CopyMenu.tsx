import { useState } from 'preact/hooks';
import { copyText } from '@/components/ui/CopyButton';
import { download } from '@/components/ui/download';
import { Icon } from '@/components/ui/Icon';
import { Popup, PopupAction, PopupCheck } from '@/components/ui/Popup';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { copiedFrames, savedFrames } from '@/utils/panel/copied-frames';
import { FRAME_FORMS, type FrameForm } from '@/utils/panel/frame-forms';
import type { Socket } from '@/utils/websocket/model';

interface CopyMenuProps {
  store: PanelStore;
  socket: Socket;
  seqs: readonly number[];
  /** Leave credentials in: asked for anew for each frame. */
  secrets: boolean;
  onSecrets: (secrets: boolean) => void;
}

const NAMES = {
  text: 'payload.asText',
  json: 'payload.asJson',
  hex: 'payload.asHex',
  base64: 'payload.asBase64',
  websocat: 'payload.asWebsocat',
  markdown: 'payload.asMarkdown',
} as const satisfies Record<FrameForm, string>;

/** Copies frames in a form, or saves them; credentials leave as marks unless one asks for them. */
export function CopyMenu({ store, socket, seqs, secrets, onSecrets }: CopyMenuProps) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  function run(work: Promise<void>, close: () => void) {
    setState('busy');
    return work.then(
      () => {
        setState('idle');
        close();
      },
      () => setState('failed'),
    );
  }

  return (
    <Popup label={t('payload.copyAs', { count: seqs.length })} face={<Icon name="more" />}>
      {(close) => (
        <>
          {FRAME_FORMS.map((form) => (
            <PopupAction
              key={form}
              onClick={() => run(copiedFrames(store, socket, seqs, form, secrets).then(copyText), close)}
            >
              {t(NAMES[form])}
            </PopupAction>
          ))}
          <hr />
          <PopupAction
            onClick={() =>
              run(
                savedFrames(store, socket, seqs, secrets).then(({ blob, name }) => download(blob, name)),
                close,
              )
            }
          >
            {t('payload.save')}
          </PopupAction>
          <hr />
          <PopupCheck checked={secrets} title={t('payload.secretsHint')} onChange={onSecrets}>
            {t('payload.secrets')}
          </PopupCheck>
          {state === 'busy' && <progress aria-label={t('payload.copying')} />}
          {state === 'failed' && <p role="alert">{t('payload.copyFailed')}</p>}
        </>
      )}
    </Popup>
  );
}
