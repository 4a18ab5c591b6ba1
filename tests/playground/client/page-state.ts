/** State that tests wait for: `data-…` on the body, next to the text that people read. */
export function setState(name: string, value: string | number | boolean) {
  document.body.dataset[name] = String(value);
  for (const element of document.querySelectorAll(`[data-shows="${name}"]`))
    element.textContent = String(value);
}

export function countUp(name: string) {
  setState(name, Number(document.body.dataset[name] ?? 0) + 1);
}

export const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

/** Runs on a click; a failure is shown, and kept in `data-problem`. */
export function onClick(id: string, action: () => unknown) {
  byId(id).addEventListener('click', async () => {
    try {
      await action();
    } catch (error) {
      setState('problem', error instanceof Error ? error.message : String(error));
      note(`failed: ${error instanceof Error ? error.message : error}`);
    }
  });
}

const SHOWN_LINES = 200;

/** Adds a line to the page's log. */
export function note(text: string) {
  const line = document.createElement('li');
  line.textContent = text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text;
  const log = byId('log');
  log.append(line);
  while (log.childElementCount > SHOWN_LINES) log.firstElementChild!.remove();
  log.scrollTop = log.scrollHeight;
}
