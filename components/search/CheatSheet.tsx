import { Dialog } from '@/components/ui/Dialog';
import { type MessageKey, t } from '@/utils/i18n';
import styles from './CheatSheet.module.css';

type Line = readonly [example: string, about: MessageKey];

const PARTS: readonly { title: MessageKey; lines: readonly Line[] }[] = [
  {
    title: 'query.cheatWords',
    lines: [
      ['order', 'query.about_word'],
      ['"market order"', 'query.about_quoted'],
      ['/ord(er)?s/i', 'query.about_regex'],
    ],
  },
  {
    title: 'query.cheatTerms',
    lines: [
      ['dir:in', 'query.about_dir'],
      ['type:binary', 'query.about_type'],
      ['size:>1k', 'query.about_size'],
      ['json:$.op==subscribe', 'query.about_json'],
      ['has:token', 'query.about_has'],
      ['conn:3', 'query.about_conn'],
      ['url:feed.example', 'query.about_url'],
      ['after:12:04:31.2', 'query.about_after'],
      ['before:12:05', 'query.about_before'],
      ['state:closed', 'query.about_state'],
      ['code:1006', 'query.about_code'],
      ['grant:device_code', 'query.about_grant'],
      ['client:web', 'query.about_client'],
    ],
  },
  {
    title: 'query.cheatJoin',
    lines: [
      ['dir:in and order', 'query.about_and'],
      ['order or trade', 'query.about_or'],
      ['not heartbeat', 'query.about_not'],
      ['dir:in (order or trade)', 'query.about_brackets'],
    ],
  },
];

/** The query language on one page. */
export function CheatSheet({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('query.cheatSheet')} onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <div class={styles.sheet} tabIndex={0}>
        <p>{t('query.cheatSheetHint')}</p>
        {PARTS.map(({ title, lines }) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {lines.map(([example, about]) => (
                <div key={example}>
                  <dt>
                    <code>{example}</code>
                  </dt>
                  <dd>{t(about)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
