import type { Workspace } from '@/utils/panel';
import { RecordingOptions } from './RecordingOptions';

/** Settings of recordings, which the background keeps. */
export function RecordingSection({ workspace }: { workspace: Workspace }) {
  const recordings = workspace.recordings.value;
  return recordings ? <RecordingOptions recordings={recordings} /> : null;
}
