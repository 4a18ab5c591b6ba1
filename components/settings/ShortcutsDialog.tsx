import { Dialog } from '@/components/ui/Dialog';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';
import { SHORTCUTS, type Shortcut } from '@/utils/panel/shortcuts';
import styles from './ShortcutsDialog.module.css';

/** What the keys do, by place. */
export function ShortcutsDialog({ store }: { store: PanelStore }) {
  return (
    <Dialog title={t('settings.shortcuts')} onClose={() => store.dialogs.close()}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <div class={styles.places} tabIndex={0}>
        {SHORTCUTS.map(({ place, shortcuts }) => (
          <section key={place} class={styles.place}>
            <h3>{t(place)}</h3>
            <dl class={styles.list}>
              {shortcuts.map((one) => (
                <ShortcutLine key={one.text} shortcut={one} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function ShortcutLine({ shortcut: { keys, text } }: { shortcut: Shortcut }) {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <kbd key={key} class={styles.key}>
            {key}
          </kbd>
        ))}
      </dt>
      <dd>{t(text)}</dd>
    </>
  );
}
