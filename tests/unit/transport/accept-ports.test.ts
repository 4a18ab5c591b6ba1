import { expect, test } from 'vitest';
import { acceptPort } from '@/utils/transport/accept-ports';
import type { PortSender } from '@/utils/transport/port';
import { fakePorts } from './fake-port';

const self = { id: 'us', base: 'chrome-extension://us/' };

function accept(name: string, sender: PortSender) {
  const ports = fakePorts(name, sender);
  let by = 'nobody';
  acceptPort(ports.background, self, {
    hook: () => (by = 'hook'),
    panel: () => (by = 'panel'),
    devtools: () => (by = 'devtools'),
    document: () => (by = 'document'),
  });
  return ports.isAlive() ? by : 'cut off';
}

test.each<[string, string, PortSender]>([
  ['hook', 'handshake:hook', { id: 'us', url: 'https://x.test/', tab: { id: 1 }, frameId: 0 }],
  ['hook', 'handshake:hook', { id: 'us', url: 'about:blank', tab: { id: 1 }, frameId: 3 }],
  ['panel', 'handshake:panel', { id: 'us', url: 'chrome-extension://us/panel.html' }],
  ['panel', 'handshake:panel', { id: 'us', url: 'chrome-extension://us/inspector.html', tab: { id: 1 } }],
  ['devtools', 'handshake:devtools', { id: 'us', url: 'chrome-extension://us/devtools.html' }],
  ['cut off', 'handshake:panel', { id: 'us', url: 'https://x.test/', tab: { id: 1 } }],
  ['cut off', 'handshake:devtools', { id: 'us', url: 'https://x.test/', tab: { id: 1 } }],
  ['cut off', 'handshake:panel', { id: 'other', url: 'chrome-extension://us/panel.html' }],
  ['cut off', 'handshake:panel', { id: 'us', url: 'chrome-extension://us.evil.test/panel.html' }],
  ['cut off', 'handshake:panel', { id: 'us' }],
  ['cut off', 'handshake:hook', { id: 'us', url: 'chrome-extension://us/panel.html' }],
  ['cut off', 'anything', { id: 'us', url: 'chrome-extension://us/panel.html' }],
])('a port is taken as %s: %s from %o', (by, name, sender) => {
  expect(accept(name, sender)).toBe(by);
});
