/** What a page asks a worker to do: to redeem the code where the page cannot see the token (browser-based apps BCP). */
export interface Errand {
  endpoint: string;
  form: Record<string, string>;
}

/** Gives the status of the answer. */
export async function redeem({ endpoint, form }: Errand): Promise<number> {
  const response = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(form) });
  await response.json();
  return response.status;
}
