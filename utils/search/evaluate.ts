import type { FrameUnit } from '../session/frame-unit';
import type { Expression, Leaf } from './expression';
import { type LeafSearch, type Rows, searchOf } from './leaf-rows';
import type { Moments } from './subject';
import { createUnitText, type UnitText } from './unit-text';

/** Runs expressions over units; what they have in common is looked for once. */
export interface Evaluation {
  /**
   * Rows of the unit that answer: an expression is asked of their frames, true takes all and false none. What a frame
   * holds and what it decodes to are one where `decoded`, the unit with other payloads, is given.
   */
  run(unit: FrameUnit, planOf: (slot: number) => Expression | boolean, decoded?: FrameUnit): Uint32Array;
}

/** @param alive see `searchOf` */
export function createEvaluation(moments: Moments, alive: (row: number) => void): Evaluation {
  const searches = new Map<string, LeafSearch>();

  function leafRows(leaf: Leaf, texts: readonly UnitText[], done: Map<string, Rows>): Rows {
    const key = JSON.stringify(leaf);
    const known = done.get(key);
    if (known) return known;
    let search = searches.get(key);
    if (!search) {
      search = searchOf(leaf, moments, alive);
      searches.set(key, search);
    }
    const [rows, more] = texts.map(search) as [Rows, Rows?];
    if (more) for (let row = 0; row < rows.length; row++) rows[row] = rows[row]! | more[row]!;
    done.set(key, rows);
    return rows;
  }

  function rowsOf(expression: Expression, text: readonly UnitText[], done: Map<string, Rows>): Rows {
    if (expression.kind === 'not') return rowsOf(expression.part, text, done).map((row) => row ^ 1);
    if (expression.kind !== 'and' && expression.kind !== 'or') return leafRows(expression, text, done);
    const every = expression.kind === 'and';
    const rows = rowsOf(expression.parts[0]!, text, done).slice();
    for (const part of expression.parts.slice(1)) {
      // Nothing is left to find, or everything is found: the dear leaves need not run.
      if (!rows.includes(every ? 1 : 0)) break;
      const other = rowsOf(part, text, done);
      for (let row = 0; row < rows.length; row++)
        rows[row] = every ? rows[row]! & other[row]! : rows[row]! | other[row]!;
    }
    return rows;
  }

  return {
    run(unit, planOf, decoded) {
      const text = decoded ? [createUnitText(unit), createUnitText(decoded)] : [createUnitText(unit)];
      const done = new Map<string, Rows>();
      const byPlan = new Map<Expression, Rows>();
      const plans: (Expression | boolean)[] = [];
      const hits = new Uint32Array(unit.count);
      let count = 0;
      for (let row = 0; row < unit.count; row++) {
        const slot = unit.slots[row]!;
        plans[slot] ??= planOf(slot);
        const plan = plans[slot];
        if (plan === false) continue;
        let found = plan === true;
        if (plan !== true) {
          let rows = byPlan.get(plan);
          if (!rows) {
            rows = rowsOf(cheapFirst(plan), text, done);
            byPlan.set(plan, rows);
          }
          found = rows[row] === 1;
        }
        if (found) hits[count++] = row;
      }
      return hits.slice(0, count);
    },
  };
}

const COST: Partial<Record<Expression['kind'], number>> = {
  word: 1,
  regex: 2,
  has: 3,
  json: 3,
  and: 2,
  or: 2,
  not: 2,
};

/** Columns before words, words before expressions and JSON. */
function cheapFirst(expression: Expression): Expression {
  if (expression.kind !== 'and' && expression.kind !== 'or') return expression;
  const parts = expression.parts.toSorted((a, b) => (COST[a.kind] ?? 0) - (COST[b.kind] ?? 0));
  return { ...expression, parts: parts.map(cheapFirst) };
}
