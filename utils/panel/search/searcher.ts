import { type ReadonlySignal, signal } from '@preact/signals';
import { type Expression, readsPayloads } from '../../search/expression';
import type { AskedSubject, FromSearch, ToSearch } from '../../search/messages';
import { buffersOf } from '../../session/frame-unit';
import type { FrameStore } from '../../session/frames';
import { createMatches, type Matches } from './matches';

/** Who searches: a worker, which can be ended whatever it does. */
export interface SearchEngine {
  post(message: ToSearch, handOver: ArrayBuffer[]): void;
  end(): void;
}

export interface SearcherOptions {
  frames: FrameStore;
  start(listener: (message: FromSearch) => void): SearchEngine;
  /** Runs something after some milliseconds; gives back the cancel. */
  later(run: () => void, ms: number): () => void;
}

export type SearchProgress =
  | { phase: 'idle' }
  /** `looked` of `of` frames have been gone through; `decoding` says that it is what they decode to. */
  | { phase: 'searching'; looked: number; of: number; decoding: boolean }
  /** With `undecoded`, a decoder did not come back, and what frames decode to was not looked into. */
  | { phase: 'done'; undecoded?: true }
  /** A JSONPath is none. */
  | { phase: 'wrong'; path: string; detail: string }
  /** It was ended because it did not come back from a frame: a regular expression that takes for ever. */
  | { phase: 'stuck'; index: number };

/** Searches all connections, flows and frames for one query at a time, and keeps up with what comes. */
export interface Searcher {
  /** Grows when other things answer than before. */
  version: ReadonlySignal<number>;
  progress: ReadonlySignal<SearchProgress>;
  readonly matches: Matches;
  /** Those of connections that a word of the query names, held to be in each of their frames. */
  readonly wider: Matches;
  /** What the query says of a connection or flow: `undefined` where only frames can tell, null before it was asked. */
  verdict(id: string): boolean | undefined | null;
  /** Starts whoever searches, so that the first question does not wait for it. */
  warm(): void;
  /** Starts anew. Undefined: asks nothing. */
  ask(expression: Expression | undefined, options: { newest: number }): void;
  /** Tells of what is there now; frames that came since are looked at. */
  update(subjects: readonly AskedSubject[]): void;
  close(): void;
}

/** Payload bytes of a unit, and of the first one, which is to answer at once. */
const UNIT = 2 << 20;
const FIRST_UNIT = 256 << 10;
const FIRST_FRAMES = 2_048;
/** Units under way: one is looked at while the next ones are copied, and there is something to do while the panel draws. */
const AHEAD = 4;
/** … unless they are of frames that are large by themselves: a copy of each is in memory. */
const FEW_AHEAD = 2;
/** Milliseconds without a word from who searches after which it is held to be stuck. */
const PATIENCE = 4_000;
/** … when another query waits for it. */
const IMPATIENCE = 300;
/** Milliseconds: drawing what is found must not take the time of finding it. */
const SHOW_EVERY = 120;

export function createSearcher({ frames, start, later }: SearcherOptions): Searcher {
  const version = signal(0);
  const progress = signal<SearchProgress>({ phase: 'idle' });
  const matches = createMatches(frames);
  const wider = createMatches(frames);
  let verdicts = new Map<string, boolean | undefined>();
  let slots = new Map<number, boolean | undefined>();
  let plain = new Set<number>();
  let told = new Map<string, string>();
  let pending = new Set<number>();
  let engine: SearchEngine | undefined;
  let asked: { id: number; expression: Expression; newest: number } | undefined;
  let ids = 0;
  let ready = false;
  /** Subjects that are being judged: which payloads are wanted is not known before. */
  let judging = 0;
  /** Store indices up to which frames were handed out, to be looked at as they are and decoded. */
  let cursor = 0;
  let decodeCursor = 0;
  /** Frames that came later than what the session tells belong to connections that nobody has told of. */
  let end = 0;
  let fills = 0;
  /** A decoder did not come back: this query is answered without. */
  let undecoded = false;
  let underWay = 0;
  /** Payload bytes of the last unit. */
  let lastBytes = 0;
  let decodesUnderWay = 0;
  let lastUnit = 0;
  let cancelWatch: (() => void) | undefined;
  /** What is found and not shown yet. */
  let latest: SearchProgress = { phase: 'idle' };
  let changed = false;
  let shownFirst = false;
  let cancelShow: (() => void) | undefined;

  const send = (message: ToSearch, handOver: ArrayBuffer[] = []) => {
    engine ??= start(receive);
    engine.post(message, handOver);
  };

  function watch(patience: number): void {
    cancelWatch?.();
    cancelWatch = later(giveUp, patience);
  }

  function stopShowing(): void {
    cancelShow?.();
    cancelShow = undefined;
    changed = shownFirst = false;
  }

  function stopEngine(): void {
    stopShowing();
    cancelWatch?.();
    cancelWatch = undefined;
    engine?.end();
    engine = undefined;
    underWay = decodesUnderWay = 0;
  }

  /** Nothing was heard for long: what it does cannot be stopped but with it. */
  function giveUp(): void {
    const waits = asked && !ready;
    const decodes = decodesUnderWay > 0 && underWay === 0;
    stopEngine();
    if (waits || decodes) {
      undecoded ||= decodes;
      begin();
      return;
    }
    asked = undefined;
    progress.value = { phase: 'stuck', index: lastUnit };
  }

  function receive(message: FromSearch): void {
    if (message.id !== asked?.id) return;
    if (message.type === 'alive') {
      watch(PATIENCE);
      return;
    }
    switch (message.type) {
      case 'ready':
        ready = true;
        if (message.problem) {
          cancelWatch?.();
          asked = undefined;
          progress.value = { phase: 'wrong', ...message.problem };
          return;
        }
        break;
      case 'judged':
        judging--;
        if (message.otherwise) rewind();
        for (const [id, answers] of message.verdicts) verdicts.set(id, answers);
        for (const [slot, answers] of message.slots) slots.set(slot, answers);
        version.value++;
        break;
      case 'found':
        take(message);
    }
    if (underWay + decodesUnderWay > 0) watch(PATIENCE);
    else cancelWatch?.();
    pump();
  }

  function take({
    first,
    count,
    rows,
    wider: wide,
    gone,
    plain: nowPlain,
  }: Extract<FromSearch, { type: 'found' }>): void {
    if (nowPlain) decodesUnderWay--;
    else underWay--;
    lastUnit = first + count;
    for (const slot of nowPlain ?? []) plain.add(slot);
    // After a rewind, or with the store cleared, a unit may be of frames that are to be looked at again.
    matches.add(first, rows);
    wider.add(first, wide);
    if (gone) matches.remove(first, gone);
    changed ||= rows.length > 0 || wide.length > 0 || gone !== undefined;
  }

  function rewind(): void {
    cursor = decodeCursor = 0;
    matches.clear();
    wider.clear();
    pending = new Set();
  }

  function begin(): void {
    stopShowing();
    const { id, expression, newest } = asked!;
    ready = false;
    judging = 0;
    told = new Map();
    slots = new Map();
    plain = new Set();
    rewind();
    send({ type: 'query', id, expression, newest });
    watch(underWay + decodesUnderWay > 0 ? IMPATIENCE : PATIENCE);
    underWay = decodesUnderWay = 0;
    tell(subjects);
  }

  let subjects: readonly AskedSubject[] = [];
  function tell(all: readonly AskedSubject[]): void {
    const changed = all.filter((one) => {
      const key = JSON.stringify(one);
      if (told.get(one.subject.id) === key) return false;
      told.set(one.subject.id, key);
      return true;
    });
    if (changed.length === 0 || !asked) return;
    judging++;
    send({ type: 'subjects', id: asked.id, subjects: changed });
  }

  function pump(): void {
    if (!asked || !ready || judging > 0) return;
    const held = frames.total - frames.length;
    cursor = Math.max(cursor, held);
    decodeCursor = Math.max(decodeCursor, held);
    while (underWay < (lastBytes > 2 * UNIT ? FEW_AHEAD : AHEAD) && cursor < end) {
      const small = cursor === held;
      const to = small ? Math.min(end, cursor + FIRST_FRAMES) : end;
      cursor = handOut(cursor, to, small ? FIRST_UNIT : UNIT, false);
      underWay++;
    }
    if (cursor >= end) lookAtLatePayloads();
    const decodes = !undecoded && cursor >= end && underWay === 0 && readsPayloads(asked.expression);
    while (decodes && decodesUnderWay === 0 && decodeCursor < end) {
      const to = Math.min(end, decodeCursor + FIRST_FRAMES);
      if (!wantsDecoding(decodeCursor, to)) {
        decodeCursor = to;
        continue;
      }
      decodeCursor = handOut(decodeCursor, to, UNIT, true);
      decodesUnderWay++;
    }
    show(progressNow(held, decodes));
  }

  /** The first frames that are found and the end are shown at once; what comes between them, a few times a second. */
  function show(now: SearchProgress): void {
    latest = now;
    const first = changed && !shownFirst;
    shownFirst ||= changed;
    if (first || now.phase === 'done') showNow();
    else cancelShow ??= later(showNow, SHOW_EVERY);
  }

  function showNow(): void {
    cancelShow?.();
    cancelShow = undefined;
    if (changed) version.value++;
    changed = false;
    progress.value = latest;
  }

  function progressNow(held: number, decodes: boolean): SearchProgress {
    const of = end - held;
    if (underWay > 0 || cursor < end)
      return { phase: 'searching', looked: Math.max(0, lastUnit - held), of, decoding: false };
    if (decodes && (decodesUnderWay > 0 || decodeCursor < end))
      return { phase: 'searching', looked: decodeCursor - held, of, decoding: true };
    return { phase: 'done', ...(undecoded && { undecoded }) };
  }

  const wantsSlot = (slot: number) => slots.get(slot) === undefined && slots.has(slot);
  const wantsDecoded = (slot: number) => wantsSlot(slot) && !plain.has(slot);

  function wantsDecoding(from: number, to: number): boolean {
    for (let index = from; index < to; index++) if (wantsDecoded(frames.slotAt(index))) return true;
    return false;
  }

  /** Gives where the next unit begins. */
  function handOut(from: number, to: number, bytes: number, decode: boolean): number {
    const unit = frames.pack({ from, to, bytes, wants: decode ? wantsDecoded : wantsSlot });
    const next = from + unit.count;
    lastBytes = unit.bytes.length;
    if (!decode)
      for (let index = from; index < next; index++) if (frames.isPending(index)) pending.add(index);
    send({ type: 'unit', id: asked!.id, unit, ...(decode && { decode }) }, buffersOf(unit));
    if (underWay + decodesUnderWay === 0) watch(PATIENCE);
    return next;
  }

  /** Blobs are read after their frame was told: those that were empty when they were looked at. */
  function lookAtLatePayloads(): void {
    if (frames.fills === fills) return;
    fills = frames.fills;
    for (const index of pending) {
      if (frames.isPending(index)) continue;
      pending.delete(index);
      if (frames.slotAt(index) >= 0) {
        handOut(index, index + 1, UNIT, false);
        underWay++;
      }
    }
  }

  return {
    version,
    progress,
    matches,
    wider,
    verdict: (id) => (verdicts.has(id) ? verdicts.get(id) : null),
    warm() {
      engine ??= start(receive);
    },
    ask(expression, { newest }) {
      verdicts = new Map();
      matches.clear();
      wider.clear();
      version.value++;
      if (!expression) {
        if (underWay + decodesUnderWay > 0) stopEngine();
        else stopShowing();
        asked = undefined;
        // What they say is told anew with the next query, and is not to outlive its being cleared.
        subjects = [];
        told = new Map();
        progress.value = { phase: 'idle' };
        return;
      }
      undecoded = false;
      asked = { id: ++ids, expression, newest };
      progress.value = { phase: 'searching', looked: 0, of: frames.length, decoding: false };
      begin();
    },
    update(next) {
      subjects = next;
      if (frames.total < cursor || frames.length === 0) rewind();
      end = frames.total;
      if (!asked) return;
      tell(next);
      pump();
    },
    close: stopEngine,
  };
}
