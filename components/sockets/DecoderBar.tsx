import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { tell } from '@/utils/panel/decoding/tell';
import { type SavedChoice, savedChoice, withChoice } from '@/utils/panel/saved-decoders';
import type { Socket } from '@/utils/websocket/model';
import styles from './FramesTab.module.css';
import { choose } from './useDecoding';

interface DecoderBarProps {
  store: PanelStore;
  socket: Socket;
  decoding: Decoding;
}

function save({ store, socket, decoding }: DecoderBarProps, choice: SavedChoice) {
  store.settings.set('decoders', withChoice(store.settings.decoders.value, socket.url, choice));
  choose(store, socket, decoding);
}

/** Which protocol the frames are read as: what was detected, by which rule and how surely, or what one chooses. */
export function DecoderBar(props: DecoderBarProps) {
  const { store, socket, decoding } = props;
  const detected = decoding.detected.value;
  const problem = decoding.problem.value;
  const choice = savedChoice(store.settings.decoders.value, socket.url);
  if (!detected && !problem) return null;
  const inner = detected?.inner && t('decoding.carries', { title: detected.inner.protocol.title });
  const rule = problem
    ? t('decoding.stopped', { why: tell(problem) })
    : [detected && tell(detected.rule), inner].filter(Boolean).join('; ');
  return (
    <div class={styles.bar}>
      <label>
        {t('decoding.readAs')}
        <select
          value={choice.protocol ?? ''}
          onChange={(event) => save(props, { ...choice, protocol: event.currentTarget.value })}
        >
          <option value="">
            {choice.protocol || !detected ? t('decoding.asDetected') : detected.protocol.title}
          </option>
          {decoding.protocols.value.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      {detected && !problem && !choice.protocol && (
        <span class={styles.sure} title={t('decoding.sureHint')}>
          {t('decoding.sure', { percent: Math.round(detected.confidence * 100) })}
        </span>
      )}
      <span class={styles.rule} data-problem={problem ? '' : undefined} title={rule}>
        {rule}
      </span>
      <SchemaChoice {...props} />
    </div>
  );
}

/** The schema of Protocol Buffers, alone or within a carrier's messages, and the message types that frames are read as. */
function SchemaChoice(props: DecoderBarProps) {
  const { store, socket, decoding } = props;
  const choice = savedChoice(store.settings.decoders.value, socket.url);
  const schemas = store.settings.schemas.value;
  const { schema, textOnly } = decoding.detected.value?.protocol ?? {};
  // A carrier's messages may hold what the schema describes.
  if (!schema && (schemas.length === 0 || textOnly)) return null;
  const types = decoding.types.value;
  const typeOf = (side: 'sent' | 'received', label: string) => (
    <label>
      {label}
      <select
        value={choice[side] ?? ''}
        onChange={(event) => save(props, { ...choice, [side]: event.currentTarget.value })}
      >
        <option value="">{t('decoding.typeInferred')}</option>
        {types.map((type) => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <label>
        {t('decoding.schema')}
        <select
          value={choice.schema ?? ''}
          onChange={(event) =>
            save(props, { protocol: choice.protocol, schema: event.currentTarget.value || undefined })
          }
        >
          <option value="">{t('decoding.noSchema')}</option>
          {schemas.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {types.length > 0 && typeOf('sent', t('decoding.sentAs'))}
      {types.length > 0 && typeOf('received', t('decoding.receivedAs'))}
      <button type="button" class={styles.plain} onClick={() => store.dialogs.openSettings('decoders')}>
        {t('decoding.loadSchema')}
      </button>
    </>
  );
}
