import { type ReadonlySignal, signal } from '@preact/signals';
import type { Hidden } from './findings/list';
import type { Memory } from './memory';
import type { Selection } from './selection';

export type Half = 'sockets' | 'oauth' | 'findings';
export type SocketTab = 'life' | 'handshake' | 'frames' | 'statistics';
export type PayloadTab = 'decoded' | 'image' | 'text' | 'json' | 'hex';
export type FindingsTab = 'found' | 'right' | 'rules' | 'watchouts';
export type FlowTab = 'sequence' | 'tokens' | 'facts' | 'compare';

/** Which part of what is selected is in view. Survives the panel's reload with the selection. */
export interface ViewState {
  half: Half;
  socketTab: SocketTab;
  payloadTab: PayloadTab | 'auto';
  flowTab: FlowTab;
  findingsTab: FindingsTab;
  /** Key of the finding that is open. */
  finding?: string;
  /** Severities and confidences left out of the list of findings. */
  findingsHidden: Hidden;
}

const START: ViewState = {
  half: 'sockets',
  socketTab: 'frames',
  payloadTab: 'auto',
  flowTab: 'sequence',
  findingsTab: 'found',
  findingsHidden: [],
};

export interface ViewStateModel {
  state: ReadonlySignal<ViewState>;
  show(change: Partial<ViewState>): void;
}

export function createViewState(memory: Memory): ViewStateModel {
  const state = signal<ViewState>({ ...START, ...memory.read<Partial<ViewState>>('view') });
  return {
    state,
    show(change) {
      state.value = { ...state.value, ...change };
      memory.write('view', state.value);
    },
  };
}

/** What has to be in view for a selection to be seen. */
export function viewOf(selection: Selection): Partial<ViewState> {
  switch (selection.kind) {
    case 'socket':
      return { half: 'sockets' };
    case 'frame':
      return { half: 'sockets', socketTab: 'frames' };
    case 'exchange':
      return selection.socketId ? { half: 'sockets', socketTab: 'handshake' } : { half: 'oauth' };
    case 'step':
      return { half: 'oauth', flowTab: 'sequence' };
    case 'token':
      return { half: 'oauth', flowTab: 'tokens' };
    default:
      return { half: 'oauth' };
  }
}
