import type { MessageKey } from '../i18n';

export interface Shortcut {
  /** As printed on keys, each alternative by itself: `Alt+←`, `/`. */
  keys: readonly string[];
  text: MessageKey;
}

/** Keys that do something, by the place that has to have the focus. Whoever listens for a key lists it here. */
export const SHORTCUTS: readonly { place: MessageKey; shortcuts: readonly Shortcut[] }[] = [
  {
    place: 'settings.everywhere',
    shortcuts: [
      { keys: ['?'], text: 'settings.keyHelp' },
      { keys: ['/', 'Ctrl+F'], text: 'settings.keyFilter' },
      { keys: ['F3', 'Shift+F3'], text: 'query.keyMatches' },
      { keys: ['Alt+←'], text: 'settings.keyBack' },
      { keys: ['Alt+→'], text: 'settings.keyForward' },
      { keys: ['Esc'], text: 'settings.keyClearFilter' },
    ],
  },
  {
    place: 'settings.inTimeline',
    shortcuts: [
      { keys: ['↑', '↓'], text: 'settings.keyLane' },
      { keys: ['←', '→'], text: 'settings.keyPan' },
      { keys: ['+', '−'], text: 'settings.keyZoom' },
      { keys: ['Enter'], text: 'settings.keyBrush' },
      { keys: ['Esc', '0'], text: 'settings.keyWhole' },
    ],
  },
  {
    place: 'settings.inLists',
    shortcuts: [
      { keys: ['↑', '↓'], text: 'settings.keyRow' },
      { keys: ['PgUp', 'PgDn'], text: 'settings.keyPage' },
      { keys: ['Home', 'End'], text: 'settings.keyEnds' },
      { keys: ['Enter'], text: 'settings.keyOpen' },
    ],
  },
  {
    place: 'frames.keysPlace',
    shortcuts: [
      { keys: ['Shift+↑', 'Shift+↓', 'Ctrl+Click'], text: 'frames.keyRange' },
      { keys: ['Ctrl+A'], text: 'frames.keyAll' },
      { keys: ['Ctrl+C'], text: 'frames.keyCopy' },
      { keys: ['p'], text: 'frames.keyPin' },
      { keys: ['n'], text: 'frames.keyNote' },
    ],
  },
  {
    place: 'payload.jsonLabel',
    shortcuts: [{ keys: ['/', 'Ctrl+F'], text: 'frames.keyJson' }],
  },
  {
    place: 'settings.inTabs',
    shortcuts: [
      { keys: ['←', '→'], text: 'settings.keyTab' },
      { keys: ['Tab'], text: 'settings.keyNext' },
    ],
  },
];
