import { useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import { Rich } from '@/components/ui/Rich';
import { t } from '@/utils/i18n';
import type { KeysWanted as Wanted } from '@/utils/oauth/proofs';
import type { PanelStore } from '@/utils/panel';
import { fetchProblem, metadataUrl, readMetadata } from '@/utils/panel/findings/fetch-keys';
import { linkTo, readJwks } from '@/utils/panel/findings/jwks';
import { AskToFetch } from './AskToFetch';
import styles from './KeysWanted.module.css';
import { PasteKeys } from './PasteKeys';

/** Issuers whose keys no traffic showed: fetched once the user agrees, or pasted. */
export function KeysWanted({ store, wanted }: { store: PanelStore; wanted: readonly Wanted[] }) {
  if (wanted.length === 0) return null;
  return (
    <section class={styles.keys} aria-label={t('findings.verifySignatures')}>
      <h3>{t('findings.verifySignatures')}</h3>
      <p>{t('findings.verifyIntro', { count: wanted.length })}</p>
      {wanted.map((one) => (
        <Issuer key={one.issuer} store={store} wanted={one} />
      ))}
    </section>
  );
}

function Issuer({ store, wanted: { issuer, url: seen } }: { store: PanelStore; wanted: Wanted }) {
  const { fetchDocument } = store.findings;
  const [found, setFound] = useState<string>();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<string>();
  const keys = linkTo(seen ?? found);
  const address = keys ?? linkTo(metadataUrl(issuer));

  function take(text: string, url: string) {
    const read = readJwks(text);
    setSaid(read.ok ? t('findings.keysTaken', { count: read.count }) : read.error);
    if (read.ok) store.findings.addKeys({ url, issuer, jwks: read.jwks });
  }

  async function fetchIt(url: string) {
    setAsking(false);
    setSaid(t('findings.fetching'));
    const answer = await fetchDocument!(url);
    if (!answer.ok) return setSaid(fetchProblem(answer));
    if (keys) return take(answer.text, url);
    const metadata = readMetadata(answer.text, issuer);
    if (!metadata.ok) return setSaid(metadata.error);
    setFound(metadata.url);
    setSaid(undefined);
    // Another address: asked for anew.
    setAsking(true);
  }

  return (
    <div class={styles.issuer}>
      <p class={styles.name}>
        <Rich text="findings.keysOf" values={{ issuer }} />
      </p>
      {keys ? (
        <a href={keys} target="_blank" rel="noopener noreferrer">
          {keys}
        </a>
      ) : (
        <p>{t(address ? 'findings.metadataUnseen' : 'findings.issuerNoAddress')}</p>
      )}
      <span class={styles.act}>
        {fetchDocument && address && (
          <Button onClick={() => setAsking(true)}>
            {t(keys ? 'findings.fetchKeys' : 'findings.findKeys')}
          </Button>
        )}
        <span role="status">{said}</span>
      </span>
      {asking && address && (
        <AskToFetch
          title={t(keys ? 'findings.askKeys' : 'findings.askMetadata')}
          url={address}
          onAgree={() => void fetchIt(address)}
          onCancel={() => setAsking(false)}
        />
      )}
      <PasteKeys issuer={issuer} onText={(text) => take(text, keys ?? issuer)} />
    </div>
  );
}
