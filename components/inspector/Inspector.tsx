import { App } from '@/components/app/App';
import type { Workspace } from '@/utils/panel';
import { type OpenTab, Start } from './Start';

interface InspectorProps {
  workspace: Workspace;
  /** It shows a tab. */
  live: boolean;
  tabs: () => Promise<readonly OpenTab[]>;
  onTab: (id: number) => void;
  onRecording: (id: string) => void;
}

/** The whole view outside DevTools: of a tab, or of what was chosen. */
export function Inspector({ workspace, live, ...start }: InspectorProps) {
  const shown = live || workspace.store.value.file !== undefined;
  return shown ? <App workspace={workspace} /> : <Start workspace={workspace} {...start} />;
}
