import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { waitFor } from '../tests/extension/drivers/index.ts';

// The tests' addresses are filled in with all of them, also where no test of HTTP/2 is run.
const PORTS = { http: [8000, 'auto'], https: [8443, 'auto'], ws: [8888], wss: [8889], h2: [9000] };

async function listens(port: number): Promise<boolean> {
  const socket = net.connect(port, 'localhost');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Serves a copy of web-platform-tests until this process ends, or uses who serves it already. */
export async function serveTests(checkout: string): Promise<void> {
  const ports = Object.values(PORTS).map(([port]) => port as number);
  if (await listens(ports[0]!)) return;
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'handshake-wpt-'));
  const config = path.join(scratch, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      browser_host: 'localhost',
      alternate_hosts: { alt: '127.0.0.1' },
      check_subdomains: false,
      ports: PORTS,
    }),
  );
  const server = spawn('python3', ['wpt', 'serve', '--config', config], {
    cwd: checkout,
    stdio: 'ignore',
    detached: true,
  });
  // However it ends, the server ends with it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  process.once('exit', () => {
    if (server.exitCode === null) process.kill(-server.pid!, 'SIGKILL');
    rmSync(scratch, { recursive: true, force: true });
  });
  for (const port of ports)
    await waitFor(async () => (await listens(port)) || undefined, {
      what: `port ${port} of the tests`,
      timeout: 180_000,
    });
}
