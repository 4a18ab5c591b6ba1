export { createMemory, createVolatileMemory, type Memory } from './memory';
export type { SearchMode, SearchModel } from './search-model';
export { createSelection, type Opened, type Selection, sameSelection } from './selection';
export { createSettings, type Settings, type SettingsModel } from './settings';
export {
  createHeldSource,
  createLoadedSource,
  type Fold,
  type LinkState,
  type PanelSource,
  type SourceListener,
} from './source';
export { createPanelStore, type PanelStore, type PanelStoreOptions } from './store';
export { type Theme, watchTheme } from './theme';
export { createFrameSchedule, createPacedSchedule } from './tick';
export { createWorkspace, type OpenedFile, type Opening, type Workspace } from './workspace';
