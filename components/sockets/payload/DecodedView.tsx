import { useEffect, useState } from 'preact/hooks';
import { Properties, Property } from '@/components/ui/Properties';
import { Secret } from '@/components/ui/Secret';
import { t } from '@/utils/i18n';
import { type FieldView, fieldViews } from '@/utils/panel/decoded-view';
import type { Decoded } from '@/utils/panel/decoding';
import { visible } from '@/utils/panel/summary';
import type { Frame } from '@/utils/session/frames';
import { createDecompress, decodeNested, type Nested } from '@/utils/websocket/decoders';
import styles from './DecodedView.module.css';

/** Messages of one frame that are laid out; a frame may hold a thousand. */
const MOST = 50;

/** A frame as its protocol means it: fields, the messages of a batch, what is carried within. */
export function DecodedView({ decoded, frame }: { decoded: Decoded; frame: Frame }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <section class={styles.box} aria-label={t('payload.decodedLabel')} tabIndex={0}>
      <Message decoded={decoded} frame={frame} depth={0} />
    </section>
  );
}

function Message({ decoded, frame, depth }: { decoded: Decoded; frame: Frame; depth: number }) {
  const { kind, error, batch, nested } = decoded;
  const fields = fieldViews(decoded);
  return (
    <div class={styles.message}>
      <p class={styles.kind}>
        <code>{visible(kind)}</code> <span class={styles.summary}>{visible(decoded.summary)}</span>
      </p>
      {error && <p class={styles.error}>{error}</p>}
      {fields.length > 0 && (
        <Properties>
          {fields.map((field, at) => (
            <Property key={at} name={visible(field.name)}>
              <Value field={field} />
            </Property>
          ))}
        </Properties>
      )}
      {batch?.slice(0, MOST).map((message, at) => (
        <Message key={at} decoded={message} frame={frame} depth={depth + 1} />
      ))}
      {batch && batch.length > MOST && <p class={styles.error}>{t('payload.moreMessages', { count: batch.length - MOST })}</p>}
      {nested && depth < 4 && <Within nested={nested} frame={frame} depth={depth} />}
    </div>
  );
}

function Value({ field: { name, text, secret, block } }: { field: FieldView }) {
  if (secret) return <Secret value={text} label={name} />;
  return block ? <pre class={styles.block}>{visible(text, true)}</pre> : <code>{visible(text)}</code>;
}

/** What a message carries, read when it is looked at. */
function Within({ nested, frame, depth }: { nested: Nested; frame: Frame; depth: number }) {
  const [inner, setInner] = useState<Decoded>();
  useEffect(() => {
    let gone = false;
    decodeNested(nested, frame, createDecompress(DecompressionStream)).then((found) => {
      if (!gone) setInner(found);
    });
    return () => {
      gone = true;
    };
  }, [nested]);
  if (!inner) return null;
  return (
    <details class={styles.within} open>
      <summary>
        {nested.name}
        {nested.compression && ` (${nested.compression})`}
      </summary>
      <Message decoded={inner} frame={frame} depth={depth + 1} />
    </details>
  );
}
