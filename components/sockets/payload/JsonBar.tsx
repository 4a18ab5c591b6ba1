import { IconButton } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import { Popup, PopupAction } from '@/components/ui/Popup';
import { t } from '@/utils/i18n';
import { MOST_HITS } from '@/utils/panel/json-value';
import styles from './JsonTree.module.css';
import type { JsonSearch } from './useJsonSearch';

interface JsonBarProps {
  search: JsonSearch;
  onDepth: (depth: number) => void;
  path: () => string;
  value: () => Promise<string>;
}

/** Levels that “everything” opens: nobody reads deeper, and a hostile payload may be. */
const ALL = 100;

/** Search in a JSON tree, how deep it is open, and copying from it. */
export function JsonBar({ search, onDepth, path, value }: JsonBarProps) {
  const { text, hits, at } = search;
  const count = `${hits.length}${hits.length === MOST_HITS ? '+' : ''}`;
  return (
    <div class={styles.bar}>
      <input
        ref={search.input}
        type="text"
        class={styles.search}
        aria-label={t('payload.searchLabel')}
        placeholder={t('payload.searchPlaceholder')}
        spellcheck={false}
        value={text}
        onKeyDown={search.press}
        onInput={(event) => search.set(event.currentTarget.value)}
      />
      {text && (
        <>
          <span class={styles.hits} role="status">
            {at < 0 || hits.length === 0 ? count : `${at + 1}/${count}`}
          </span>
          <IconButton
            icon="up"
            label={t('payload.previousHit')}
            disabled={hits.length === 0}
            onClick={search.previous}
          />
          <IconButton
            icon="down"
            label={t('payload.nextHit')}
            disabled={hits.length === 0}
            onClick={search.next}
          />
        </>
      )}
      <span class={styles.end}>
        <Popup label={t('payload.depthLabel')} face={<>{t('payload.depth')} ▾</>}>
          {(close) =>
            [0, 1, 2, 3, 4, ALL].map((depth) => (
              <PopupAction
                key={depth}
                onClick={() => {
                  onDepth(depth);
                  close();
                }}
              >
                {depth === 0
                  ? t('payload.depthNone')
                  : depth === ALL
                    ? t('payload.depthAll')
                    : t('payload.depthLevels', { count: depth })}
              </PopupAction>
            ))
          }
        </Popup>
        <CopyButton label={t('payload.copyPath')} icon="link" text={path} />
        <CopyButton label={t('payload.copyValue')} text={value} />
      </span>
    </div>
  );
}
