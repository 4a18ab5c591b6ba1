import { t } from '@/utils/i18n';
import type { Flow } from '@/utils/oauth/model';
import { sequenceSvg, toMermaid } from '@/utils/panel/oauth';
import type { Session } from '@/utils/session/model';
import { IconButton } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { download } from '../ui/download';

/** The diagram as a picture and as text. Neither holds a parameter's value: nothing secret leaves. */
export function ExportButtons({ flow, session }: { flow: Flow; session: Session }) {
  return (
    <>
      <CopyButton label={t('oauth.copy_mermaid')} text={() => toMermaid(flow)} />
      <IconButton
        icon="export"
        label={t('oauth.save_svg')}
        onClick={() =>
          download(
            new Blob([sequenceSvg(flow, session)], { type: 'image/svg+xml' }),
            `oauth-flow-F${flow.ordinal}.svg`,
          )
        }
      >
        SVG
      </IconButton>
    </>
  );
}
