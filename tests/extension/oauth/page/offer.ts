import type { SiteConfiguration } from '../support/site.ts';

export const configuration = (): SiteConfiguration =>
  JSON.parse(document.getElementById('configuration')!.textContent!);

/** A button for each action; `data-done` on the body says which has ended, `data-problem` why one failed. */
export function offer(actions: Record<string, () => unknown>) {
  for (const [id, act] of Object.entries(actions)) {
    const button = document.body.appendChild(document.createElement('button'));
    button.id = button.textContent = id;
    button.addEventListener('click', () => run(id, act));
  }
  document.body.dataset.ready = 'true';
}

/** Runs an action and says how it ended. */
export async function run(id: string, act: () => unknown) {
  try {
    await act();
  } catch (error) {
    document.body.dataset.problem = String(error);
  }
  document.body.dataset.done = id;
}

/** Whether the page was called as a redirect URI. */
export const isCallback = () => /[?#&](?:code|error|response|id_token)=/.test(location.href);
