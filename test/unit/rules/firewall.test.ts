import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Analysis, createEngine } from '../../../server/src/engine/engine.ts';
import type { Diagnostic } from '../../../server/src/engine/rules/check.ts';
import type { Fix } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits, combine } from '../../../server/src/engine/syntax/edit/index.ts';
import { stripAnnotations } from '../../support/annotate.ts';
import { filesUnder } from '../../support/files.ts';

/* What holds for the firewall rules on any topology, tried on odd but valid sites. */
const engine = createEngine();
const MODES = ['directNfsIoVisor', 'directNfsClusterIp', 'directNfs', 'virtualAppliance', 'network', undefined];
const sites = filesUnder(join(import.meta.dirname, '../../fixtures/plans'), '.topology.yaml').map((file) => {
  const text = readFileSync(file, 'utf8');
  return { name: basename(file), file, text, analysis: engine.analyze(file, text) };
});

function ofFirewall({ diagnostics }: Analysis): Diagnostic[] {
  return diagnostics.filter(({ code }) => code.startsWith('firewall/'));
}

function errors({ diagnostics }: Analysis): string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

function apply(file: string, text: string, { edits }: Fix): Analysis {
  const combined = combine(edits, text);
  expect(combined).toBeDefined();
  return engine.analyze(file, applyEdits(text, combined!));
}

function modes({ plan }: Analysis): number[] {
  return plan.vms.map(({ mode }) => MODES.indexOf(mode));
}

describe.each(sites)('the firewall rules on $name', ({ file, text, analysis }) => {
  const found = ofFirewall(analysis);

  it('name every host that keeps out a proxy which could use its IO Visor', () => {
    const { plan, topology } = analysis;
    const told = analysis.diagnostics
      .filter(({ code, severity }) => severity === 'warning' && /^(firewall|network)\//.test(code))
      .flatMap(({ message, related }) => [message, ...related.map((each) => each.message)]);
    for (const host of topology.hosts) {
      const { system } = host;
      const keepsOut =
        system &&
        plan.ioVisor
          .of(system)
          .some((proxy) => plan.roads.conditions.hostFirewall(host, proxy, system).holds === false);
      const isTold = told.some((each) => new RegExp(`\\b${host.name}\\b`).test(each));
      if (keepsOut) expect(isTold, host.name).toBe(true);
    }
  });

  it('offer fixes that remove what they fix, and bring no error', () => {
    for (const diagnostic of found) {
      for (const fix of diagnostic.fixes) {
        const after = apply(file, text, fix);
        expect(errors(after), fix.title).toEqual(errors(analysis));
        expect(after.diagnostics.map(({ message }) => message)).not.toContain(diagnostic.message);
      }
    }
  });

  it('offer fixes after which no VM is planned worse', () => {
    for (const fix of found.flatMap(({ fixes }) => fixes)) {
      const before = modes(analysis);
      const after = modes(apply(file, text, fix));
      expect(
        after.every((mode, index) => mode <= before[index]!),
        fix.title,
      ).toBe(true);
    }
  });
});

describe('the example of the format', () => {
  const file = join(import.meta.dirname, '../../fixtures/rules/firewall/iovisor-rule-missing/munich.topology.yaml');
  const text = stripAnnotations(readFileSync(file, 'utf8'));
  const analysis = engine.analyze(file, text);
  const pathOf = (vm: string, { plan }: Analysis) => plan.vms.find((each) => each.vm.name === vm)?.mode;

  it('lacks one rule, at the name of esx02', () => {
    const found = ofFirewall(analysis);
    expect(found.map(({ code }) => code)).toEqual(['firewall/iovisor-rule-missing']);
    const { unit, start, end } = found[0]!.place;
    expect(unit.text.slice(start, end)).toBe('esx02');
  });

  it('gets web01 onto the IO Visor path by the first fix', () => {
    expect(pathOf('web01', analysis)).toBe('directNfsClusterIp');
    const fixed = apply(file, text, ofFirewall(analysis)[0]!.fixes[0]!);
    expect(pathOf('web01', fixed)).toBe('directNfsIoVisor');
    expect(ofFirewall(fixed)).toEqual([]);
  });
});
