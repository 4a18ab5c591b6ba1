import { useId, useState } from 'preact/hooks';
import { Button } from '@/components/ui/Button';
import type { KeysWanted as Wanted } from '@/utils/oauth/proofs';
import type { PanelStore } from '@/utils/panel';
import { linkTo, readJwks } from '@/utils/panel/findings/jwks';
import { formatPlural } from '@/utils/panel/format';
import styles from './KeysWanted.module.css';

/** Issuers whose keys no traffic showed: where they are published, and a place to paste them. */
export function KeysWanted({ store, wanted }: { store: PanelStore; wanted: readonly Wanted[] }) {
  if (wanted.length === 0) return null;
  return (
    <section class={styles.keys} aria-label="Verify signatures">
      <h3>Verify signatures</h3>
      <p>
        The keys of {formatPlural(wanted.length, 'issuer')} were not seen in the traffic. Handshake fetches
        nothing: its pages have no network access, and a request made through the page could be answered by
        the page. Open the key set yourself, and paste what you see.
      </p>
      {wanted.map((one) => (
        <Issuer key={one.issuer} store={store} wanted={one} />
      ))}
    </section>
  );
}

function Issuer({ store, wanted: { issuer, url } }: { store: PanelStore; wanted: Wanted }) {
  const id = useId();
  const [text, setText] = useState('');
  const [said, setSaid] = useState<string>();
  const link = linkTo(url);

  function verify() {
    const read = readJwks(text);
    setSaid(read.ok ? `${formatPlural(read.count, 'key')} taken.` : read.error);
    // Keys without a known address are those of the issuer's own origin.
    if (read.ok) store.findings.addKeys({ url: url ?? issuer, jwks: read.jwks });
  }

  return (
    <div class={styles.issuer}>
      <label for={id}>
        Key set (JWKS) of <code>{issuer}</code>
      </label>
      {link ? (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {link}
        </a>
      ) : (
        <p>Its address was not seen: the server’s metadata names it as jwks_uri.</p>
      )}
      <textarea
        id={id}
        rows={3}
        spellcheck={false}
        autocomplete="off"
        placeholder={'{"keys": [ … ]}'}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <span class={styles.act}>
        <Button onClick={verify}>Verify with these keys</Button>
        <span role="status">{said}</span>
      </span>
    </div>
  );
}
