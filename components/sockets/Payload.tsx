import { useState } from 'preact/hooks';
import { Button, IconButton } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import { later } from '@/components/ui/later';
import { Tabs } from '@/components/ui/Tabs';
import type { PanelStore } from '@/utils/panel';
import type { Decoding } from '@/utils/panel/decoding';
import { formatBytes, formatClock, formatCount } from '@/utils/panel/format';
import { hexDump } from '@/utils/panel/hex';
import { bestTab, payloadBytes, payloadText } from '@/utils/panel/payload';
import { visible } from '@/utils/panel/summary';
import type { PayloadTab } from '@/utils/panel/view-state';
import type { Frame } from '@/utils/session/frames';
import { Partner } from './Partner';
import styles from './Payload.module.css';

const JsonTree = later(() => import('./JsonTree').then((module) => module.JsonTree));
const DecodedView = later(() => import('./DecodedView').then((module) => module.DecodedView));
const HexView = later(() => import('./HexView').then((module) => module.HexView));

const DECODED: { id: PayloadTab; label: string } = { id: 'decoded', label: 'Decoded' };
const TABS: readonly { id: PayloadTab; label: string }[] = [
  { id: 'text', label: 'Text' },
  { id: 'json', label: 'JSON' },
  { id: 'hex', label: 'Hex' },
];

interface PayloadProps {
  store: PanelStore;
  frame: Frame;
  decoding?: Decoding;
}

/** The payload of one frame, as what it means, text, JSON tree or bytes. */
export function Payload({ store, frame, decoding }: PayloadProps) {
  const chosen = store.view.state.value.payloadTab;
  decoding?.version.value;
  const said = decoding?.get(frame.index);
  const protocol = decoding?.detected.value?.protocol.id;
  const reads = said?.more === true && protocol !== 'raw';
  // A JSON tree says all that decoded JSON does.
  const best = bestTab(frame, reads && protocol !== 'json');
  const unfit = (chosen === 'json' && bestTab(frame) !== 'json') || (chosen === 'decoded' && !reads);
  const tab = chosen === 'auto' || unfit ? best : chosen;
  const decoded = tab === 'decoded' ? decoding?.detail(frame.index) : undefined;
  const facts = `${frame.sent ? '↑ sent' : '↓ received'} ${formatClock(frame.at)} · ${formatBytes(frame.size)}`;
  const copied = () => (tab === 'hex' ? hexDump(payloadBytes(frame)) : payloadText(frame));
  return (
    <section class={styles.payload} aria-label="Payload">
      <Tabs
        label="Forms of the payload"
        tabs={reads ? [DECODED, ...TABS] : TABS}
        selected={tab}
        onSelect={(payloadTab) => store.view.show({ payloadTab })}
        panelClass={styles.panel}
        end={
          <>
            {decoding && <Partner store={store} decoding={decoding} frame={frame} />}
            <span class={styles.facts}>{facts}</span>
            <CopyButton label="Copy the payload" text={copied} />
            <IconButton
              icon="close"
              label="Close the payload"
              onClick={() => store.select({ kind: 'socket', id: frame.socketId })}
            />
          </>
        }
      >
        <Missing frame={frame} />
        {decoded && <DecodedView message={decoded} />}
        {frame.payload !== undefined && tab === 'text' && <Text text={payloadText(frame)} />}
        {frame.payload !== undefined && tab === 'json' && <JsonTree text={payloadText(frame)} />}
        {frame.payload !== undefined && tab === 'hex' && <HexView bytes={payloadBytes(frame)} />}
      </Tabs>
    </section>
  );
}

function Missing({ frame }: { frame: Frame }) {
  if (frame.missing === 'pending')
    return <p class={styles.note}>The page sent a Blob; its bytes are being read.</p>;
  if (frame.missing === 'unreadable')
    return <p class={styles.note}>The page sent a Blob; its bytes could not be read.</p>;
  if (frame.payload === undefined) {
    return <p class={styles.note}>This payload was not kept: a bound on memory was reached.</p>;
  }
  if (!frame.truncated) return null;
  return <p class={styles.note}>Only the beginning of {formatBytes(frame.size)} was kept.</p>;
}

/** Characters laid out at once: more would hold up the panel. */
const PART = 100_000;

function Text({ text }: { text: string }) {
  const [shown, setShown] = useState(PART);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls has to be reached by the keyboard.
    <pre class={styles.text} tabIndex={0}>
      {text.length === 0 ? <i>empty</i> : visible(text.slice(0, shown), true)}
      {shown < text.length && (
        <div>
          <Button onClick={() => setShown(shown + PART)}>
            Show more: {formatCount(text.length - shown)} characters are left
          </Button>
        </div>
      )}
    </pre>
  );
}
