import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PersistentList } from '../../../server/src/engine/syntax/persistent-list.ts';

const change = fc.record({ start: fc.nat(2_000), removed: fc.nat(900), added: fc.nat(900) });

it('is the list that an array would be, whatever is replaced in it', () => {
  fc.assert(
    fc.property(fc.nat(2_000), fc.array(change, { maxLength: 12 }), (length, changes) => {
      let next = 0;
      const fresh = (count: number): number[] => Array.from({ length: count }, () => next++);
      let array = fresh(length);
      let list = PersistentList.of(array);
      for (const { start, removed, added } of changes) {
        const from = Math.min(start, array.length);
        const count = Math.min(removed, array.length - from);
        const more = fresh(added);
        const before = list;
        const old = array;
        list = list.replaced(from, count, more);
        array = array.toSpliced(from, count, ...more);

        expect([...before]).toEqual(old);
        expect(list.changedSince(before)).toMatchObject({ start: from, end: old.length - from - count });
        expect(list.length).toBe(array.length);
        expect([...list]).toEqual(array);
        expect(list.slice(from, from + 5)).toEqual(array.slice(from, from + 5));
        expect(list.map((element, index) => [element, index])).toEqual(array.map((element, index) => [element, index]));
        for (const index of [0, from, array.length - 1, array.length, -1, -array.length - 1])
          expect(list.at(index)).toBe(array.at(index));
        expect(list.indexOf(more[0] ?? -1)).toBe(array.indexOf(more[0] ?? -1));
      }
    }),
    { numRuns: 200 },
  );
});

it('finds the last element that is not greater, where they ascend', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(5_000), { maxLength: 1_500 }),
      fc.integer({ min: -5, max: 5_005 }),
      (values, sought) => {
        const sorted = values.sort((a, b) => a - b);
        const found = PersistentList.of(sorted).lastNotAfter((value) => value, sought);
        expect(found).toBe(
          Math.max(
            0,
            sorted.findLastIndex((value) => value <= sought),
          ),
        );
      },
    ),
  );
});

it('knows what it shares with any list', () => {
  const list = PersistentList.of([1, 2, 3, 4]);
  expect(PersistentList.of([1, 2, 9, 4]).changedSince(list)).toEqual({ start: 2, end: 1 });
  expect(list.replaced(0, 1, [7]).replaced(3, 1, [8]).changedSince(list)).toEqual({ start: 0, end: 0 });
});

it('shares what did not change', () => {
  const objects = Array.from({ length: 10_000 }, (_, index) => ({ index }));
  const list = PersistentList.of(objects).replaced(5_000, 1, [{ index: -1 }]);
  expect(list.at(4_999)).toBe(objects[4_999]);
  expect(list.at(5_001)).toBe(objects[5_001]);
});
