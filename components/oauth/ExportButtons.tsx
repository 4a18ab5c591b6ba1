import type { Flow } from '@/utils/oauth/model';
import { sequenceSvg, toMermaid } from '@/utils/panel/oauth';
import type { Session } from '@/utils/session/model';
import { IconButton } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';

/** The diagram as a picture and as text. Neither holds a parameter's value: nothing secret leaves. */
export function ExportButtons({ flow, session }: { flow: Flow; session: Session }) {
  return (
    <>
      <CopyButton label="Copy the diagram as Mermaid text" text={() => toMermaid(flow)} />
      <IconButton
        icon="export"
        label="Save the diagram as SVG"
        onClick={() => download(sequenceSvg(flow, session), `oauth-flow-F${flow.ordinal}.svg`)}
      >
        SVG
      </IconButton>
    </>
  );
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Firefox reads the blob after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
