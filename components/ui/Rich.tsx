import { Fragment } from 'preact';
import { type MessageKey, type MessageValues, t } from '@/utils/i18n';

/** A text of the interface in which `<b>…</b>` and `<code>…</code>` stand for themselves, and nothing else does. */
export function Rich({ text, values }: { text: MessageKey; values?: MessageValues }) {
  const parts = t(text, values).split(/(<b>.*?<\/b>|<code>.*?<\/code>)/);
  return (
    <>
      {parts.map((part, index) => {
        const key = `${index}`;
        const inner = part.replace(/^<\w+>|<\/\w+>$/g, '');
        if (part.startsWith('<b>')) return <b key={key}>{inner}</b>;
        if (part.startsWith('<code>')) return <code key={key}>{inner}</code>;
        return <Fragment key={key}>{part}</Fragment>;
      })}
    </>
  );
}
