import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regexNeedles } from '@/utils/search/regex-needles';

describe('what stands in whatever an expression matches', () => {
  test.each([
    [/"n":1\d+99,/, ['"n":1', '99,']],
    [/order|trade/, []],
    [/(?:order|trade) done/, [' done']],
    [/colou?r/, ['colo']],
    [/lo+ng/, ['lo', 'ng']],
    [/ab{2}c{0,3}de/, ['de']],
    [/{"op": "x"}/, ['{"op": "x"}']],
    [/\u0041bc\x41de\.fg\/h/, ['de.fg/h', 'bc']],
    [/[a-z\]]xy[^z]12/, ['xy', '12']],
    [/^begin.*end$/, ['begin', 'end']],
    [/TICK/i, ['tick']],
    [/task/iu, []],
    [/a.b/, []],
    [/주문 접수 ok/, [' ok']],
  ])('%s', (regex, needles) => {
    expect(regexNeedles(regex.source, regex.flags)).toEqual(needles);
  });

  test.each([
    /"n":1\d+99,/,
    /colou?r(ed|s)? thing{1,2}/,
    /lo+ng?er*st/,
    /x{2,}yz{0,1}end/,
    /a\.b\/c\[d\]ee?/,
    /(ab|cd)ef[gh]ij/,
    /TiCk[0-9]{3}tOck/,
  ])('is in every text that %s matches', (regex) => {
    const needles = regexNeedles(regex.source, regex.flags);
    expect(needles).not.toEqual([]);
    fc.assert(
      fc.property(fc.stringMatching(regex), (text) =>
        needles.every((needle) => text.toLowerCase().includes(needle)),
      ),
    );
  });
});
