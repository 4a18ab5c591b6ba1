import type { Panel } from '../../extension/drivers/index.ts';

/** What a person does in the panel, and by what is told that it was answered. Each runs in the panel. */
export interface Interaction {
  name: string;
  act(): void;
  /** Something of the answer, as text: the interaction is over when it has changed and been drawn. */
  answer(): string;
}

/** With a connection of many frames and a flow in view. */
export const INTERACTIONS: readonly Interaction[] = [
  {
    name: 'select a connection',
    act: () =>
      [
        ...document.querySelectorAll(
          '[aria-label="WebSocket connections"] [role="row"][aria-selected="false"]',
        ),
      ]
        .at(1)!
        .dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 })),
    answer: () =>
      document.querySelector('[aria-label^="Frames of connection"]')?.getAttribute('aria-label') ?? '',
  },
  {
    name: 'scroll its frames',
    act: () => {
      const grid = document.querySelector('[aria-label^="Frames of connection"]')!;
      grid.scrollTop = grid.scrollTop > 30_000 ? grid.scrollTop - 20_000 : grid.scrollTop + 20_000;
    },
    answer: () =>
      document
        .querySelector('[aria-label^="Frames of connection"] [aria-rowindex]:not([aria-rowindex="1"])')
        ?.getAttribute('aria-rowindex') ?? '',
  },
  {
    name: 'select a frame',
    act: () =>
      [
        ...document.querySelectorAll(
          '[aria-label^="Frames of connection"] [role="row"][aria-selected="false"]',
        ),
      ]
        .at(2)!
        .dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 })),
    answer: () =>
      document
        .querySelector('[aria-label^="Frames of connection"] [aria-selected="true"]')
        ?.getAttribute('aria-rowindex') ?? '',
  },
  {
    name: 'select a flow',
    act: () => document.querySelectorAll<HTMLElement>('[data-flow]:not([aria-current])')[1]!.click(),
    answer: () =>
      (document.querySelector('[data-flow][aria-current]') as HTMLElement | null)?.dataset.flow +
      `${document.querySelectorAll('[data-step]').length > 0}`,
  },
  {
    name: 'zoom the timeline',
    act: () =>
      document
        .querySelector('[role="listbox"]')!
        .dispatchEvent(new KeyboardEvent('keydown', { key: '+', bubbles: true })),
    answer: () => document.querySelector('[data-tour="timeline"]')!.textContent ?? '',
  },
  {
    name: 'pan the timeline',
    act: () =>
      document
        .querySelector('[role="listbox"]')!
        .dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true })),
    answer: () => document.querySelector('[data-tour="timeline"]')!.textContent ?? '',
  },
  {
    name: 'hover over the timeline',
    act: () => {
      const box = document.querySelector('[role="listbox"]')!;
      const { left, top, width } = box.getBoundingClientRect();
      const place = {
        clientX: left + width / 2 + Math.random() * 200,
        clientY: top + 10 + Math.random() * 60,
      };
      box.dispatchEvent(new PointerEvent('pointermove', { ...place, bubbles: true }));
    },
    answer: () =>
      document.querySelector('[data-tour="timeline"] dl')?.parentElement?.getAttribute('style') ?? '',
  },
  {
    name: 'scroll the timeline',
    act: () => {
      const box = document.querySelector('[role="listbox"]')!;
      box.scrollTop = box.scrollTop > 500 ? 0 : box.scrollTop + 300;
    },
    answer: () => document.querySelector('[role="option"]')?.id ?? '',
  },
];

/** Milliseconds from the act until its answer was drawn, for each of some repetitions. */
export async function timesOf(
  panel: Panel,
  { name, act, answer }: Interaction,
  rounds: number,
): Promise<number[]> {
  // One function of all three: what travels to the panel is its text.
  const whole = new Function('rounds', `return (${repeat})(${act}, ${answer}, rounds)`);
  const times = await panel.evaluate(whole as (rounds: number) => Promise<number[]>, rounds);
  if (times.some((time) => time >= 5_000)) throw new Error(`“${name}” was never answered`);
  return times;
}

/** Runs in the panel. */
async function repeat(act: () => void, answer: () => string, rounds: number): Promise<number[]> {
  const drawn = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(0);
      });
    });
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = answer();
    await drawn();
    const started = performance.now();
    act();
    do await drawn();
    while (answer() === before && performance.now() - started < 5_000);
    times.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return times;
}
