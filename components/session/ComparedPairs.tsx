import { useState } from 'preact/hooks';
import type { Comparison, Difference, Pair } from '@/utils/compare';
import { t } from '@/utils/i18n';
import type { StepKind } from '@/utils/oauth/model';
import { stepKindName } from '@/utils/panel/oauth';
import type { Selection } from '@/utils/panel/selection';
import styles from './Compare.module.css';

interface ComparedPairsProps {
  comparison: Comparison;
  onOpen: (selection: Selection) => void;
}

/** Connections, flows and findings beside their counterparts; those alike on demand. */
export function ComparedPairs({ comparison: { pairs, whole }, onOpen }: ComparedPairsProps) {
  const [all, setAll] = useState(false);
  const alike = pairs.filter(({ standing }) => standing === 'same').length;
  const shown = all ? pairs : pairs.filter(({ standing }) => standing !== 'same');
  return (
    <>
      <p class={styles.sum} role="status">
        {t('session.differ', { count: pairs.length - alike, alike })}{' '}
        {alike > 0 && (
          <label class={styles.all}>
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
            {t('session.showAlike')}
          </label>
        )}
      </p>
      {(shown.length > 0 || whole.length > 0) && (
        <table class={styles.pairs}>
          <thead>
            <tr>
              <th scope="col">{t('session.what')}</th>
              <th scope="col">{t('session.here')}</th>
              <th scope="col">{t('session.there')}</th>
            </tr>
          </thead>
          {whole.length > 0 && (
            <tbody>
              <Differences differences={whole} />
            </tbody>
          )}
          {shown.map((pair, i) => (
            <tbody key={i} data-standing={pair.standing}>
              <PairHead pair={pair} onOpen={onOpen} />
              <Differences differences={pair.differences} />
            </tbody>
          ))}
        </table>
      )}
    </>
  );
}

function PairHead({
  pair: { kind, name, standing, here, there },
  onOpen,
}: {
  pair: Pair;
  onOpen: ComparedPairsProps['onOpen'];
}) {
  const selection: Selection | undefined =
    here && (kind === 'socket' || kind === 'flow') ? ({ kind, id: here.id } as Selection) : undefined;
  return (
    <tr class={styles.pair}>
      <th scope="rowgroup">
        <span class={styles.standing}>{t(`session.standing_${underscored(standing)}`)}</span>{' '}
        {kind === 'finding' ? t('session.findingsOn', { rule: name }) : name}
      </th>
      <td>
        {selection ? (
          <button type="button" class={styles.link} onClick={() => onOpen(selection)}>
            {here!.label}
          </button>
        ) : (
          (here?.label ?? '–')
        )}
      </td>
      <td>{there?.label ?? '–'}</td>
    </tr>
  );
}

type Underscored<T extends string> = T extends `${infer A}-${infer B}` ? `${A}_${B}` : T;
const underscored = <T extends string>(word: T) => word.replaceAll('-', '_') as Underscored<T>;

function Differences({ differences }: { differences: readonly Difference[] }) {
  return (
    <>
      {differences.map(({ what, here, there }, i) => (
        <tr key={i}>
          <th scope="row">{nameOf(what)}</th>
          <td>{here || '–'}</td>
          <td>{there || '–'}</td>
        </tr>
      ))}
    </>
  );
}

function nameOf(what: string): string {
  return what.startsWith('step:')
    ? t('session.fact_step', { step: stepKindName(what.slice('step:'.length) as StepKind) })
    : t(`session.fact_${what as FactName}`);
}

type FactName =
  | 'state'
  | 'code'
  | 'reason'
  | 'closedBy'
  | 'status'
  | 'offered'
  | 'protocol'
  | 'extensions'
  | 'query'
  | 'carrier'
  | 'frames'
  | 'dropped'
  | 'error'
  | 'client'
  | 'authentication'
  | 'responseType'
  | 'responseMode'
  | 'pkce'
  | 'scopeAsked'
  | 'scopeGranted'
  | 'surface'
  | 'sockets'
  | 'flows'
  | 'failedFlows'
  | 'badCloses';
