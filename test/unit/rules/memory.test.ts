import { beforeEach, describe, expect, it } from 'vitest';
import { Memory, type Source } from '../../../server/src/engine/rules/memory.ts';

let memory: Memory;
let worked: string[];
beforeEach(() => {
  memory = new Memory();
  worked = [];
});

/** Something that says when it is worked out. */
function source<T>(name: string, options: Source<T>, work: () => T): () => T {
  return () =>
    memory.get(options, () => {
      worked.push(name);
      return work();
    });
}

/** What is worked out in a round. */
function round(changed: Parameters<Memory['begin']>[0], ask: () => unknown): string {
  worked = [];
  memory.begin(changed);
  ask();
  return worked.join(' ');
}

describe('what was worked out', () => {
  it('holds until a part changes that it reads', () => {
    const hosts = source('hosts', { reads: ['hosts'] }, () => ({}));
    expect(round('all', hosts)).toBe('hosts');
    expect(round(new Set(['vms', 'plan']), hosts)).toBe('');
    expect(round(new Set(['hosts']), hosts)).toBe('hosts');
    expect(round('all', hosts)).toBe('hosts');
  });

  it('does not hold where nobody said what it reads', () => {
    const any = source('any', {}, () => ({}));
    round('all', any);
    expect(round(new Set(), any)).toBe('any');
  });

  it('follows what it asked for, also where that was not asked for in the rounds between', () => {
    const hosts = source('hosts', { reads: ['hosts'] }, () => ({}));
    const doors = source('doors', { reads: [] }, hosts);
    expect(round('all', doors)).toBe('doors hosts');
    expect(round(new Set(['hosts']), () => {})).toBe('');
    expect(round(new Set(['vms']), doors)).toBe('hosts doors');
  });

  it('holds where what it asked for is worth the same', () => {
    let length = 3;
    const same = (before: number[], after: number[]): boolean => before.length === after.length;
    const hosts = source('hosts', { reads: ['hosts'], same }, () => Array<number>(length));
    const doors = source('doors', { reads: [] }, hosts);
    round('all', doors);
    const before = hosts();
    expect(round(new Set(['hosts']), doors)).toBe('hosts');
    expect(hosts()).toBe(before);
    length = 4;
    expect(round(new Set(['hosts']), doors)).toBe('hosts doors');
    expect(doors()).toHaveLength(4);
  });

  it('follows what it asks for now, and no longer what it asked for once', () => {
    let isOpen = true;
    const vms = source('vms', { reads: ['vms'] }, () => ({}));
    const cost = source('cost', { reads: ['hosts'] }, () => (isOpen ? undefined : vms()));
    round('all', cost);
    expect(round(new Set(['vms']), cost)).toBe('');
    isOpen = false;
    expect(round(new Set(['hosts']), cost)).toBe('cost vms');
    expect(round(new Set(['vms']), cost)).toBe('vms cost');
    isOpen = true;
    round(new Set(['hosts']), cost);
    expect(round(new Set(['vms']), cost)).toBe('');
  });
});
