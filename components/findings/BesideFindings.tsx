import type { ComponentChildren } from 'preact';
import { later } from '@/components/ui/later';
import { Split } from '@/components/ui/Split';
import { t } from '@/utils/i18n';
import type { PanelStore } from '@/utils/panel';

/** With the checks' texts it is larger than the first view. */
export const FindingsPane = later(() => import('./FindingsPane').then((module) => module.FindingsPane));

/** From this width on the findings stand beside the halves, else beneath them. */
const ROOMY = 1200;

interface BesideFindingsProps {
  store: PanelStore;
  /** Of the panel, px. */
  width: number;
  children: ComponentChildren;
}

/** The halves, and the findings with them where they are wanted. */
export function BesideFindings({ store, width, children }: BesideFindingsProps) {
  const { findingsOpen, findingsShare } = store.settings;
  if (!findingsOpen.value) return <>{children}</>;
  return (
    <Split
      label={t('findings.size')}
      axis={width >= ROOMY ? 'x' : 'y'}
      share={findingsShare.value}
      onShare={(share) => store.settings.set('findingsShare', share)}
    >
      {children}
      <FindingsPane store={store} />
    </Split>
  );
}
