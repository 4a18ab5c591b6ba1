import type { ComponentType } from 'preact';
import { later } from '@/components/ui/later';
import type { MessageKey } from '@/utils/i18n';
import type { PanelStore, Workspace } from '@/utils/panel';
import { FramesSection } from './FramesSection';
import { LanguageSection } from './LanguageSection';
import { PanelSection } from './PanelSection';

export interface SectionProps {
  store: PanelStore;
  workspace: Workspace;
}

export interface SettingsSection {
  /** `store.dialogs.openSettings(id)` opens it. */
  id: string;
  title: MessageKey;
  Body: ComponentType<SectionProps>;
}

const DecodersSection = later<SectionProps>(() =>
  import('@/components/decoders/DecodersSection').then((module) => module.DecodersSection),
);

const RecordingSection = later<SectionProps>(() =>
  import('@/components/recording/RecordingSection').then((module) => module.RecordingSection),
);

/** The sections in their order; each in a file of its own, drawn with `Field`. */
export const SECTIONS: readonly SettingsSection[] = [
  { id: 'panel', title: 'settings.panel', Body: PanelSection },
  { id: 'frames', title: 'query.framesSection', Body: FramesSection },
  { id: 'decoders', title: 'decoding.decoders', Body: DecodersSection },
  { id: 'recording', title: 'recording.settings', Body: RecordingSection },
  { id: 'language', title: 'settings.language', Body: LanguageSection },
];
