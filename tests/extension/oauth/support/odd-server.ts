import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, stop } from '../../../playground/listen.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server that answers each path as a test says, for what a real one would not do when asked. */
export async function startOddServer() {
  const answers = new Map<string, Answer>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://odd');
    const answer = answers.get(pathname);
    if (answer) void answer(request, response);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
  });
  const origin = await listen(server);
  return {
    origin,
    /** Sets what a path answers from now on. */
    on: (path: string, answer: Answer) => void answers.set(path, answer),
    close: () => stop(server),
  };
}

export type OddServer = Awaited<ReturnType<typeof startOddServer>>;

/** Sends the browser on, with the status that the test is about. */
export const redirect =
  (to: string | ((request: IncomingMessage) => string), status = 302): Answer =>
  (request, response) => {
    response.writeHead(status, { location: typeof to === 'string' ? to : to(request) }).end();
  };

/** A page of the server's own. */
export const html =
  (text: string, status = 200): Answer =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'text/html' }).end(`<!doctype html><p>${text}</p>`);

/** A JSON answer, readable by pages of every origin unless told otherwise. */
export const json =
  (body: unknown, { status = 200, cors = true }: { status?: number; cors?: boolean } = {}): Answer =>
  (_request, response) => {
    const allowed = cors
      ? { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, content-type' }
      : {};
    response.writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...allowed,
    });
    response.end(JSON.stringify(body));
  };

/** Never answers at a path; gives the address that says whether it has been asked there. */
export function silence(odd: Pick<OddServer, 'on' | 'origin'>, path: string): string {
  let asked = false;
  odd.on(path, () => {
    asked = true;
  });
  odd.on('/asked', (request, response) => json({ asked })(request, response));
  return `${odd.origin}/asked`;
}
