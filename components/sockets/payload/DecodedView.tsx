import { Properties, Property } from '@/components/ui/Properties';
import { Secret } from '@/components/ui/Secret';
import { t } from '@/utils/i18n';
import type { FieldView } from '@/utils/panel/decoded-view';
import type { MessageView } from '@/utils/panel/decoding';
import { tellError } from '@/utils/panel/decoding/tell';
import { visible } from '@/utils/panel/summary';
import styles from './DecodedView.module.css';

/** A frame as its protocol means it: fields, the messages of a batch, what is carried within. */
export function DecodedView({ message }: { message: MessageView }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
    <section class={styles.box} aria-label={t('decoding.decoded')} tabIndex={0}>
      <Message message={message} />
    </section>
  );
}

function Message({ message }: { message: MessageView }) {
  const { kind, summary, error, fields, moreFields, batch, moreMessages, nested } = message;
  return (
    <div class={styles.message}>
      <p class={styles.kind}>
        <code>{visible(kind)}</code> <span class={styles.summary}>{visible(summary)}</span>
      </p>
      {error && <p class={styles.error}>{tellError(error)}</p>}
      {fields.length > 0 && (
        <Properties>
          {fields.map((field, at) => (
            <Property key={at} name={visible(field.name)}>
              <Value field={field} />
            </Property>
          ))}
        </Properties>
      )}
      {moreFields && <p class={styles.error}>{t('decoding.moreFields', { count: moreFields })}</p>}
      {batch?.map((one, at) => (
        <Message key={at} message={one} />
      ))}
      {moreMessages && <p class={styles.error}>{t('decoding.moreMessages', { count: moreMessages })}</p>}
      {nested && (
        <details class={styles.within} open>
          <summary>
            {nested.name}
            {nested.compression && ` (${nested.compression})`}
          </summary>
          <Message message={nested.message} />
        </details>
      )}
    </div>
  );
}

function Value({ field: { name, text, secret, block } }: { field: FieldView }) {
  if (secret) return <Secret value={text} label={name} />;
  return block ? <pre class={styles.block}>{visible(text, true)}</pre> : <code>{visible(text)}</code>;
}
