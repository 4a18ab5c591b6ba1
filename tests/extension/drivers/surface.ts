import type { Surface } from './types.ts';
import { waitFor } from './wait.ts';

export type Evaluate = Surface['evaluate'];

/** The parts of a Surface that need nothing but a way to run a function there. */
export function createSurface(evaluate: Evaluate): Surface {
  const surface: Surface = {
    evaluate,
    async waitFor(condition, options = {}) {
      const { args, ...wait } = options;
      if (typeof condition === 'string') {
        const present = (selector: string) => document.querySelector(selector) !== null;
        await waitFor(() => evaluate(present, condition), { what: condition, ...wait });
        return;
      }
      await waitFor(() => evaluate(condition as () => unknown, ...((args ?? []) as [])), {
        what: `${condition} ${args ? JSON.stringify(args) : ''}`,
        ...wait,
      });
    },
    async click(selector) {
      await surface.waitFor(selector);
      await evaluate((wanted) => {
        const element = document.querySelector<HTMLElement>(wanted)!;
        const options = { bubbles: true, cancelable: true, composed: true, button: 0, isPrimary: true };
        // All that a mouse sends: some controls act when it goes down.
        element.dispatchEvent(new PointerEvent('pointerdown', options));
        element.dispatchEvent(new MouseEvent('mousedown', options));
        element.focus();
        element.dispatchEvent(new PointerEvent('pointerup', options));
        element.dispatchEvent(new MouseEvent('mouseup', options));
        element.click();
      }, selector);
    },
    async fill(selector, text) {
      await surface.waitFor(selector);
      await evaluate(
        (wanted, value) => {
          const field = document.querySelector<HTMLInputElement | HTMLSelectElement>(wanted)!;
          field.focus();
          field.value = value;
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
          field.dispatchEvent(new Event('change', { bubbles: true }));
        },
        selector,
        text,
      );
    },
    async press(key, held = {}) {
      await evaluate(
        (pressed) => {
          const options = { ...pressed, bubbles: true, cancelable: true, composed: true };
          const target = document.activeElement ?? document.body;
          target.dispatchEvent(new KeyboardEvent('keydown', options));
          target.dispatchEvent(new KeyboardEvent('keyup', options));
        },
        { key, ...held },
      );
    },
    text: (selector = 'body') =>
      evaluate((wanted) => {
        const element = document.querySelector<HTMLElement>(wanted);
        // biome-ignore lint/performance/useDomNodeTextContent: what a person can read, without what CSS hides.
        return element?.innerText ?? '';
      }, selector),
  };
  return surface;
}
