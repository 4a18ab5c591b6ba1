// What a reader does with a long list of frames, and what it takes the panel.
export interface Scrolled {
  /** Milliseconds between the frames that were drawn, each after a leap. */
  gaps: number[];
  /** Milliseconds of script, style and layout that a leap took by itself. */
  costs: number[];
  /** Milliseconds between frames that show two still copies of such rows in turn: what painting them takes the browser. */
  paints: number[];
}

/** Throws the list from place to place. Runs in the panel. */
export async function scrollEverywhere(): Promise<Scrolled> {
  const grid = document.querySelector<HTMLElement>('[role=grid][aria-label^="Frames of connection"]')!;
  const box = [grid, ...grid.querySelectorAll<HTMLElement>('*'), ...parents(grid)].find(
    (element) => element.scrollHeight > element.clientHeight * 2 && element.clientHeight > 100,
  )!;
  function parents(element: HTMLElement): HTMLElement[] {
    return element.parentElement ? [element.parentElement, ...parents(element.parentElement)] : [];
  }
  const steps = 120;
  const gaps: number[] = [];
  const costs: number[] = [];
  // Far apart: nothing that was drawn before is of use.
  const leap = (step: number) => {
    box.scrollTop = ((step * 0.618_034) % 1) * (box.scrollHeight - box.clientHeight);
  };
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  for (let step = 1, last = performance.now(); step <= steps; step++) {
    leap(step);
    await frame();
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  }
  for (let step = 1; step <= steps; step++) {
    // What the browser would do with the next frame is done at once, and nothing is painted.
    const shown = box.textContent;
    await frame();
    const started = performance.now();
    leap(step + 0.5);
    box.dispatchEvent(new Event('scroll'));
    await Promise.resolve();
    box.getBoundingClientRect();
    const spent = performance.now() - started;
    if (box.textContent !== shown) costs.push(spent);
  }
  const copies: HTMLElement[] = [];
  for (const step of [1, 2]) {
    leap(step);
    await frame();
    await frame();
    const copy = document.createElement('div');
    const list = box.cloneNode(true) as HTMLElement;
    const { width, height, left, top } = box.getBoundingClientRect();
    list.style.height = '100%';
    copy.style.cssText = `position: fixed; left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px;
      z-index: 9; background: Canvas`;
    copy.append(list);
    document.body.append(copy);
    list.scrollTop = box.scrollTop;
    copies.push(copy);
  }
  const paints: number[] = [];
  await frame();
  for (let step = 1, last = performance.now(); step <= steps; step++) {
    // Hidden, a list would lose its place.
    for (const [at, copy] of copies.entries()) copy.style.visibility = at === step % 2 ? 'visible' : 'hidden';
    await frame();
    const now = performance.now();
    paints.push(now - last);
    last = now;
  }
  for (const copy of copies) copy.remove();
  return { gaps, costs, paints };
}

export const p95 = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

/** Milliseconds from the click on a row that is not selected until its payload has been drawn. */
export async function selectRow(): Promise<number> {
  const rows = document.querySelectorAll<HTMLElement>(
    '[role=grid][aria-label^="Frames of connection"] [role=row][aria-selected=false]',
  );
  const row = rows[Math.floor(rows.length / 2)]!;
  const started = performance.now();
  const options = { bubbles: true, cancelable: true, button: 0 };
  row.dispatchEvent(new PointerEvent('pointerdown', options));
  row.dispatchEvent(new MouseEvent('mousedown', options));
  row.click();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - started;
}

/** Asks, and gives the milliseconds until a first frame was found and until all had been looked at. Runs in the panel. */
export async function search(query: string): Promise<{ first: number; all: number; found: number }> {
  const field = document.querySelector<HTMLInputElement>('#filter')!;
  const strip = () => document.querySelector('[aria-label="Search"]');
  const found = () =>
    Number(/([\d,]+) frames?/.exec(strip()?.textContent ?? '')?.[1]?.replaceAll(',', '') ?? 0);
  const set = (text: string) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  field.focus();
  set('');
  await until(() => strip() === null);
  const started = performance.now();
  set(query);
  await until(() => found() > 0);
  const first = performance.now() - started;
  await until(() => strip()?.querySelector('progress') === null);
  const all = performance.now() - started;
  return { first, all, found: found() };
}

/** How many frames the search that is on has found by now. Runs in the panel. */
export const foundSoFar = (): number =>
  Number(
    /([\d,]+) frames?/
      .exec(document.querySelector('[aria-label="Search"]')?.textContent ?? '')?.[1]
      ?.replaceAll(',', '') ?? 0,
  );
