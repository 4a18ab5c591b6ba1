/** What the servers tell the pages about themselves. */
export interface ClientConfiguration {
  app: string;
  issuer: string;
  api: string;
  apiSocket: string;
  /** Origin of the plain WebSocket server. */
  sockets: string;
  /** A ws URL that nobody listens on. */
  refused: string;
  shortLivedSeconds: number;
}

export const readConfiguration = (): ClientConfiguration =>
  JSON.parse(document.getElementById('configuration')!.textContent!);
