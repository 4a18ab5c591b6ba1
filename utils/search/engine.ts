import type { FrameUnit } from '../session/frame-unit';
import { createDecodedUnits, type DecodedUnits } from './decoded-unit';
import { createEvaluation, type Evaluation } from './evaluate';
import { type Expression, leavesOf } from './expression';
import { compileJson } from './json-path';
import type { AskedQuery, AskedSubject, FromSearch, Speech, ToSearch } from './messages';
import { momentsNear } from './moments';
import { askedOfFrames, judge, judgeLeaf, type Moments } from './subject';

export interface EngineOptions {
  post(message: FromSearch): void;
  /** Lets messages in: awaited every few milliseconds of decoding. */
  rest(): Promise<void>;
  /** Milliseconds. */
  clock(): number;
}

type Plans = Map<number, Expression | boolean>;

interface Asked extends AskedQuery {
  id: number;
  moments: Moments;
  evaluation: Evaluation;
  plans: Plans;
  /** Of connections that are named by a word of the query: what is asked of their frames beside it. */
  wider: Plans;
  speech: Map<number, Speech>;
  decoded: DecodedUnits;
}

/** Milliseconds between two signs of life, and between two rests. */
const SIGN_OF_LIFE = 100;
const SLICE = 20;

/** Answers one query at a time about units of frames, connections and flows. Runs in a worker. */
export function createSearchEngine({ post, rest, clock }: EngineOptions): (message: ToSearch) => void {
  let asked: Asked | undefined;
  let units = Promise.resolve();

  function ask({ id, expression, newest }: Extract<ToSearch, { type: 'query' }>): void {
    const problem = problemOf(expression);
    const moments = momentsNear(newest);
    let told = clock();
    const evaluation = createEvaluation(moments, (row) => {
      if (clock() - told < SIGN_OF_LIFE) return;
      told = clock();
      post({ type: 'alive', id, row });
    });
    const decoded = createDecodedUnits();
    asked = problem
      ? undefined
      : {
          id,
          expression,
          newest,
          moments,
          evaluation,
          decoded,
          plans: new Map(),
          wider: new Map(),
          speech: new Map(),
        };
    post({ type: 'ready', id, ...(problem && { problem }) });
  }

  function take(now: Asked, subjects: readonly AskedSubject[]): void {
    const { id, expression, moments, plans, wider, speech } = now;
    const intern = interning([...plans.values(), ...wider.values()]);
    const slots: [number, boolean | undefined][] = [];
    let otherwise = false;
    const verdicts = subjects.map(({ subject, slot, speech: spoken }): [string, boolean | undefined] => {
      if (slot !== undefined) {
        const plan = intern(askedOfFrames(expression, subject, moments, false));
        const wide = intern(askedOfFrames(expression, subject, moments, true));
        otherwise ||= plans.has(slot) && (plans.get(slot) !== plan || (wider.get(slot) ?? plan) !== wide);
        plans.set(slot, plan);
        if (wide !== plan) wider.set(slot, wide);
        else wider.delete(slot);
        if (spoken) speech.set(slot, spoken);
        slots.push([slot, wide === plan && typeof plan === 'boolean' ? plan : undefined]);
      }
      return [subject.id, judge(expression, (leaf) => judgeLeaf(leaf, subject, moments))];
    });
    post({ type: 'judged', id, verdicts, slots, otherwise });
  }

  function look({ id, evaluation, plans, wider }: Asked, unit: FrameUnit, decoded?: FrameUnit) {
    const rows = evaluation.run(unit, (slot) => plans.get(slot) ?? false, decoded);
    const wide =
      wider.size > 0 ? evaluation.run(unit, (slot) => wider.get(slot) ?? false, decoded) : new Uint32Array(0);
    return { type: 'found', id, first: unit.first, count: unit.count, rows, wider: wide } as const;
  }

  async function lookDecoded(now: Asked, unit: FrameUnit): Promise<void> {
    let since = clock();
    const pause = async (row: number) => {
      if (clock() - since > SLICE) {
        post({ type: 'alive', id: now.id, row });
        await rest();
        since = clock();
      }
      return asked === now;
    };
    const decoded = await now.decoded.read(unit, (slot) => now.speech.get(slot), pause);
    if (!decoded) return;
    const before = new Set(look(now, unit).rows);
    const found = look(now, unit, decoded);
    const after = new Set(found.rows);
    post({
      ...found,
      rows: found.rows.filter((row) => !before.has(row)),
      gone: Uint32Array.from([...before].filter((row) => !after.has(row))),
      plain: now.decoded.plain(),
    });
  }

  return (message) => {
    if (message.type === 'query') return ask(message);
    const now = asked;
    if (!now || message.id !== now.id) return;
    if (message.type === 'subjects') take(now, message.subjects);
    else if (message.decode) {
      units = units.then(() => (asked === now ? lookDecoded(now, message.unit) : undefined));
    } else post(look(now, message.unit));
  };
}

/** Gives equal plans as one object: those are evaluated once. */
function interning(known: readonly (Expression | boolean)[]) {
  const byKey = new Map(known.map((plan) => [JSON.stringify(plan), plan]));
  return (plan: Expression | boolean): Expression | boolean => {
    const key = JSON.stringify(plan);
    const same = byKey.get(key) ?? plan;
    byKey.set(key, same);
    return same;
  };
}

function problemOf(expression: Expression): { path: string; detail: string } | undefined {
  for (const leaf of leavesOf(expression)) {
    if (leaf.kind !== 'json') continue;
    try {
      compileJson(leaf);
    } catch (error) {
      return { path: leaf.path, detail: error instanceof Error ? error.message : String(error) };
    }
  }
  return undefined;
}
