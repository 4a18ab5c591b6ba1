// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { type ComponentChildren, render, type VNode } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { letGoOfOldTrees } from '@/components/ui/let-go';
import { isGone } from '../support/garbage';

interface List {
  name: string;
}
const Rows = ({ list }: { list: List }) => (
  <button type="button" onClick={() => list}>
    {list.name}
  </button>
);
const Box = ({ children }: { children: ComponentChildren }) => <section>{children}</section>;

let root: HTMLElement;
let stop: () => void;
beforeEach(() => {
  stop = letGoOfOldTrees();
  root = document.createElement('main');
});
afterEach(() => {
  render(null, root);
  stop();
});

/** Draws with `first`, then with another list; gives whether the first is held. */
async function drawTwice(tree: (draw: () => VNode) => VNode): Promise<WeakRef<object>> {
  const shown = signal<List>({ name: 'first' });
  const first = new WeakRef(shown.peek());
  act(() =>
    render(
      tree(() => <Rows list={shown.value} />),
      root,
    ),
  );
  expect(root.textContent).toBe('first');
  act(() => {
    shown.value = { name: 'second' };
  });
  expect(root.textContent).toBe('second');
  return first;
}

test('what was drawn before is let go where its node is the child of a component that is not drawn again', async () => {
  const first = await drawTwice((draw) => {
    const Inside = () => draw();
    return (
      <Box>
        <Inside />
      </Box>
    );
  });
  expect(await isGone(first)).toBe(true);
});

test('a node that is remembered holds none of the drawings in which it was', async () => {
  const remembered = <b>remembered </b>;
  const shown = signal<List>({ name: 'first' });
  const first = new WeakRef(shown.peek());
  const Table = () => (
    <div>
      <p>{remembered}</p>
      <Rows list={shown.value} />
    </div>
  );
  act(() => render(<Table />, root));
  expect(root.textContent).toBe('remembered first');
  act(() => {
    shown.value = { name: 'second' };
  });
  expect(root.textContent).toBe('remembered second');
  expect(await isGone(first)).toBe(true);
  // Held to the end, as whoever remembers it does.
  expect(remembered.type).toBe('b');
});

test('a node that is remembered is drawn again where it was taken away', () => {
  const remembered = <Box>remembered</Box>;
  const shown = signal(true);
  const Table = () => <div>{shown.value ? remembered : 'nothing'}</div>;
  act(() => render(<Table />, root));
  for (const [is, text] of [
    [false, 'nothing'],
    [true, 'remembered'],
  ] as const) {
    act(() => {
      shown.value = is;
    });
    expect(root.textContent).toBe(text);
  }
});

test('a drawing that fails half way leaves nothing twice', () => {
  const shown = signal({ text: 'one', fails: false });
  const Fine = ({ text }: { text: string }) => <i>{text}</i>;
  const Failing = () => {
    if (shown.value.fails) throw new Error('on purpose');
    return <b>fine</b>;
  };
  const Table = () => (
    <div>
      <Fine text={shown.value.text} />
      <Failing />
    </div>
  );
  act(() => render(<Table />, root));
  expect(() =>
    act(() => {
      shown.value = { text: 'two', fails: true };
    }),
  ).toThrow('on purpose');
  act(() => {
    shown.value = { text: 'three', fails: false };
  });
  expect(root.innerHTML).toBe('<div><i>three</i><b>fine</b></div>');
});
