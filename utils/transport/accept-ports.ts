import { PORT_RECORDER } from '../recording/messages';
import { PORT_DEVTOOLS, PORT_DOCUMENT, PORT_HOOK, PORT_PANEL } from './messages';
import type { Port } from './port';

/** Who we are: `runtime.id` and `runtime.getURL('')`, which ends in a slash. */
export interface Self {
  id: string;
  base: string;
}

export interface PortServers {
  hook(port: Port): void;
  panel(port: Port): void;
  devtools(port: Port): void;
  recorder?(port: Port): void;
  document(port: Port): void;
}

/**
 * Hands a new port to its server, by what the browser says of the caller and not by its name alone:
 * panels, devtools pages and whoever asks about recordings are our own pages, hooks are content scripts in a tab. Anybody else is cut off.
 */
export function acceptPort(port: Port, self: Self, servers: PortServers): void {
  const { sender } = port;
  const ours = sender?.id === self.id;
  const ownPage = ours && sender.url?.startsWith(self.base) === true;
  const contentScript = ours && sender.tab?.id !== undefined && !ownPage;
  if (port.name === PORT_HOOK && contentScript) servers.hook(port);
  else if (port.name === PORT_PANEL && ownPage) servers.panel(port);
  else if (port.name === PORT_DEVTOOLS && ownPage) servers.devtools(port);
  else if (port.name === PORT_DOCUMENT && ownPage) servers.document(port);
  else if (port.name === PORT_RECORDER && ownPage && servers.recorder) servers.recorder(port);
  else port.disconnect();
}
