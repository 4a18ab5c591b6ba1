/** Strokes on a 16 × 16 grid, drawn in the colour of the text. */
const PATHS = {
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  resume: 'M5 3.5v9l7.5-4.5z',
  clear: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM4.2 4.2l7.6 7.6',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  forward: 'M6.5 3.5 11 8l-4.5 4.5',
  up: 'M3.5 9.5 8 5l4.5 4.5',
  down: 'M3.5 6.5 8 11l4.5-4.5',
  copy: 'M6 5.5h7v8H6zM10 5.5v-3H3v8h3',
  copyAs: 'M9.5 5.5h3.5v8H6v-4M10 2.5H3v8h3M8 8.5 10 6.5M6 8.5h4',
  done: 'M3 8.5 6.5 12 13 4.5',
  close: 'm4 4 8 8M12 4l-8 8',
  export: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.5h10',
  import: 'M8 10.2V2.7M4.8 5.9 8 2.7l3.2 3.2M3 13.5h10',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3 1v-5z',
  key: 'M9 7a3 3 0 1 0-2.2 2.9L8 9h1.5V7.5M9 7l4.5 0v2.5',
  link: 'M6.5 9.5 9.5 6.5M7 5l1.5-1.5a2.5 2.5 0 0 1 4 4L11 9M9 11l-1.5 1.5a2.5 2.5 0 0 1-4-4L5 7',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.3',
  eye: 'M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  compare: 'M5.5 3.5h-3v9h3M10.5 3.5h3v9h-3M8 2v12',
  timeline: 'M2.5 4h6M5.5 8h8M4 12h5',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 3.5v9',
  gear: 'M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM8 1.8v1.7M8 12.5v1.7M1.8 8h1.7M12.5 8h1.7M3.6 3.6l1.2 1.2M11.2 11.2l1.2 1.2M3.6 12.4l1.2-1.2M11.2 4.8l1.2-1.2',
  help: 'M5.8 6a2.2 2.2 0 1 1 3.3 1.9C8.3 8.4 8 8.8 8 9.6M8 12v.3',
  pin: 'M6 2.5h4l-.6 4.2 2.4 2.3H4.2l2.4-2.3zM8 9v4.5',
  note: 'M3 3h10v7l-3 3H3zM13 10h-3v3',
  save: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.5h10',
  pair: 'M3 5.5h9M9.5 3 12 5.5 9.5 8M13 10.5H4M6.5 8 4 10.5 6.5 13',
  heard: 'M3 6v4h2.5L9 12.8V3.2L5.5 6zM11.2 6.2a2.6 2.6 0 0 1 0 3.6M12.8 4.6a4.8 4.8 0 0 1 0 6.8',
  muted: 'M3 6v4h2.5L9 12.8V3.2L5.5 6zM11.2 6.2l3 3.6M14.2 6.2l-3 3.6',
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  pencil: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7 11.3 7',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M7 7v4M9 7v4',
  flag: 'M4 14V2.5M4 3h8l-2 2.8L12 8.5H4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words: whoever uses it alone names it on the button. */
export function Icon({ name, size = 14 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' ? 2.2 : 1.4}
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
