import { expect, test } from 'vitest';
import type { ToPanel } from '@/utils/transport/messages';
import { openPanelPort } from '@/utils/transport/panel-port';
import { fakePorts } from './fake-port';

function open() {
  const connections: ReturnType<typeof fakePorts>[] = [];
  const timers: { callback: () => void; delay: number }[] = [];
  const received: ToPanel[] = [];
  const panel = openPanelPort({
    tabId: 7,
    connect({ name }) {
      const ports = fakePorts(name);
      connections.push(ports);
      return ports.page;
    },
    later(callback, delay) {
      const timer = { callback, delay };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  panel.subscribe((message) => received.push(message));
  const tick = () => timers.shift()!.callback();
  return { panel, connections, timers, received, tick };
}

const journal = (seq: number): ToPanel => ({ type: 'journal', observations: [], missing: [], seq });

test('it watches its tab and pings before a silent background would be stopped', () => {
  const { connections, timers, tick } = open();
  expect(connections[0]!.toBackground).toEqual([{ type: 'watch', tabId: 7 }]);
  expect(timers[0]!.delay).toBeLessThan(30_000);
  tick();
  tick();
  expect(connections[0]!.toBackground.slice(1)).toEqual([{ type: 'ping' }, { type: 'ping' }]);
});

test('when the background dies it asks the next for what came since, and passes that on as more', () => {
  const { connections, received, tick } = open();
  connections[0]!.background.postMessage(journal(4));
  connections[0]!.background.postMessage({ type: 'observations', observations: [], seq: 9 });
  connections[0]!.background.postMessage({ type: 'observations', observations: [] });
  connections[0]!.background.disconnect();
  tick();
  expect(connections[1]!.toBackground).toEqual([{ type: 'watch', tabId: 7, since: 9 }]);
  connections[1]!.background.postMessage(journal(12));
  connections[1]!.background.postMessage(journal(13));
  expect(received.map(({ type }) => type)).toEqual([
    'journal',
    'observations',
    'observations',
    'observations',
    'journal',
  ]);
});

test('it says whether anybody is there to hear from', () => {
  const { panel, connections, tick } = open();
  const states: string[] = [];
  panel.onState((state) => states.push(state));
  connections[0]!.background.postMessage(journal(4));
  connections[0]!.background.disconnect();
  tick();
  expect(states.at(-1)).toBe('reconnecting');
  connections[1]!.background.postMessage(journal(4));
  expect(states).toEqual(['connected', 'reconnecting', 'connected']);
});

test('it says that nothing more comes when the extension was replaced under it', () => {
  const states: string[] = [];
  const timers: (() => void)[] = [];
  let ports: ReturnType<typeof fakePorts> | undefined = fakePorts('');
  const panel = openPanelPort({
    tabId: 7,
    connect() {
      if (!ports) throw new Error('Extension context invalidated.');
      return ports.page;
    },
    later: (callback) => {
      timers.push(callback);
      return () => {};
    },
  });
  panel.onState((state) => states.push(state));
  const { background } = ports;
  ports = undefined;
  background.disconnect();
  timers.at(-1)!();
  expect(states).toEqual(['reconnecting', 'gone']);
});

test('closed, it neither pings nor comes back', () => {
  const { panel, connections, timers } = open();
  panel.close();
  expect(connections[0]!.isAlive()).toBe(false);
  expect(timers).toEqual([]);
  connections[0]!.background.disconnect();
  expect(timers).toEqual([]);
});
