import { t } from '@/utils/i18n';
import { isSecretParameter } from '@/utils/oauth/secrets';
import { type HttpView, splitSecrets } from '@/utils/panel/oauth';
import { Secret } from '../ui/Secret';
import styles from './HttpMessage.module.css';

interface HttpMessageProps {
  title: string;
  message: HttpView;
  /** Values that are masked wherever they stand. */
  secrets: readonly string[];
}

/** A request or response as it was on the wire, as far as the browser showed it. */
export function HttpMessage({ title, message, secrets }: HttpMessageProps) {
  const { line, headers, headersNote, body } = message;
  return (
    <details class={styles.message}>
      <summary>{title}</summary>
      <p class={styles.start}>
        <Masked text={line} secrets={secrets} />
      </p>
      {headers.length > 0 && (
        <dl class={styles.headers}>
          {headers.map((header, index) => (
            <div key={index}>
              <dt>{header.name}:</dt>
              <dd>
                <Masked text={header.value} secrets={secrets} name={header.name} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {headersNote && <p class={styles.note}>{headersNote}</p>}
      {body.kind === 'text' && (
        <pre class={styles.body}>
          <Masked text={body.text} secrets={secrets} />
        </pre>
      )}
      {body.kind === 'text' && body.note && <p class={styles.note}>{body.note}</p>}
      {body.kind === 'none' && <p class={styles.note}>{t('parameters.no_body')}</p>}
      {body.kind === 'unavailable' && (
        <p class={styles.note}>
          {body.why} <b>{body.remedy}</b>
        </p>
      )}
    </details>
  );
}

/** A header field whose whole value is a credential (RFC 9110 §11.6.2, RFC 6265) is masked whole. */
function Masked({ text, secrets, name }: { text: string; secrets: readonly string[]; name?: string }) {
  if (name && isSecretParameter(name, 'request-header')) return <Secret value={text} label={name} />;
  return (
    <>
      {splitSecrets(text, secrets).map((part, index) =>
        part.secret ? <Secret key={index} value={part.text} label={t('parameters.secret')} /> : part.text,
      )}
    </>
  );
}
