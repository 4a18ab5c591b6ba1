import type { Page } from '../../drivers/index.ts';

/** What a page's script sends: a token request, or the use of a token. */
export interface Asked {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  /** Fields of the body, and what they are written as. */
  fields?: Record<string, string>;
  as?: 'form' | 'json' | 'multipart' | 'blob' | 'bytes';
}

/** Sends requests one after the other from the page's own script, reads each answer, and gives the statuses. */
export const ask = (page: Page, ...requests: readonly Asked[]): Promise<number[]> =>
  page.evaluate(async (all: readonly Asked[]) => {
    const statuses: number[] = [];
    for (const { url, method, headers = {}, fields, as = 'form' } of all) {
      const init: RequestInit = { method: method ?? (fields ? 'POST' : 'GET'), headers };
      if (fields) {
        const form = new URLSearchParams(fields);
        const type = { 'content-type': 'application/x-www-form-urlencoded' };
        if (as === 'form') init.body = form;
        if (as === 'json') {
          init.body = JSON.stringify(fields);
          init.headers = { ...headers, 'content-type': 'application/json' };
        }
        if (as === 'multipart') {
          const data = new FormData();
          for (const [name, value] of Object.entries(fields)) data.append(name, value);
          init.body = data;
        }
        if (as === 'blob') init.body = new Blob([`${form}`], { type: type['content-type'] });
        if (as === 'bytes') {
          init.body = new TextEncoder().encode(`${form}`);
          init.headers = { ...headers, ...type };
        }
      }
      const response = await fetch(url, init);
      await response.text();
      statuses.push(response.status);
    }
    return statuses;
  }, requests);
