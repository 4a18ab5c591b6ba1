/** How a row was chosen: alone, added or taken away (Ctrl, ⌘), with all between (Shift). */
export type ChooseHow = 'only' | 'toggle' | 'range';
