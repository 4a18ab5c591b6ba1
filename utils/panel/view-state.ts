import { type ReadonlySignal, signal } from '@preact/signals';
import type { Memory } from './memory';

export type Half = 'sockets' | 'oauth';
export type SocketTab = 'life' | 'handshake' | 'frames';
export type PayloadTab = 'text' | 'json' | 'hex';

/** Which part of what is selected is in view. Survives the panel's reload with the selection. */
export interface ViewState {
  half: Half;
  socketTab: SocketTab;
  payloadTab: PayloadTab | 'auto';
}

const START: ViewState = { half: 'sockets', socketTab: 'frames', payloadTab: 'auto' };

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
