import { describe, expect, it, vi } from 'vitest';
import { type Comparison, comparePlans, isDegraded } from '../../../server/src/engine/compare/compare.ts';
import { changed, healthySite, planOf, type Site } from '../planner/site.ts';

function compare(change: (site: Site) => void, base: Site = healthySite()): Comparison {
  const after = structuredClone(base);
  change(after);
  return comparePlans(planOf(base), planOf(after));
}

/** `kind step condition: message` of the only change. */
function only({ changes }: Comparison): string {
  expect(changes).toHaveLength(1);
  const { kind, decision } = changes[0]!;
  const where = [kind, decision.step, decision.judgement?.condition].filter((part) => part !== undefined).join(' ');
  return `${where}: ${decision.side === 'before' ? '(before) ' : ''}${decision.message}`;
}

const withoutRules = (site: Site): void => {
  site.hosts[0]!.firewall = { rules: [] };
};
const secondProxy = { name: 'p2', type: 'virtual', host: 'esx2', addresses: ['10.10.50.22'] };

describe('what decided a change', () => {
  it('is nothing when nothing changed', () => {
    const comparison = compare(() => {});
    expect(comparison).toMatchObject({ changes: [], causes: [], unchanged: 1 });
  });

  it('is the condition that failed, for the proxy that it had', () => {
    const comparison = compare(withoutRules);
    expect(only(comparison)).toBe(
      'worse direct-nfs-io-visor host-firewall: no effective rule of the firewall of esx1 lets in 10.10.50.21 of p1',
    );
    expect(comparison.counts).toEqual({ worse: 1, better: 0, changed: 0, added: 0, removed: 0 });
    expect([comparison.before.directNfsIoVisor, comparison.after.directNfsClusterIp]).toEqual([1, 1]);
  });

  it('is the condition that holds now, in the words of now', () => {
    expect(only(compare((site) => Object.assign(site, healthySite()), changed(withoutRules)))).toBe(
      'better direct-nfs-io-visor host-firewall: the firewall of esx1 lets in 10.10.50.21 of p1',
    );
  });

  it('is what it was before, where nothing tells of it any more', () => {
    const onlyNetwork = changed((site) => {
      site.proxies[0]!.transportMode = 'network';
    });
    expect(
      only(
        compare((site) => {
          delete site.proxies[0]!.transportMode;
        }, onlyNetwork),
      ),
    ).toBe(
      'better direct-nfs-io-visor transport-mode-allows: (before) p1 is set to network, which rules out direct storage access',
    );
  });

  it('is a condition of the VM before one of a proxy', () => {
    expect(
      only(
        compare((site) => {
          site.vms[0]!.snapshot = 'esxi';
          site.jobs![0]!.storageSnapshots = { failoverToStandardBackup: true };
        }),
      ),
    ).toMatch(/^worse hx-snapshot no-esxi-snapshot: vm has a traditional VMware snapshot/);
  });

  it('is the condition of the VM even where its proxy dropped out as well', () => {
    const standard = changed((site) => {
      site.jobs![0]!.storageSnapshots = { enabled: false };
    });
    expect(
      only(
        compare((site) => {
          site.vms[0]!.snapshot = 'esxi';
          site.proxies[0]!.addresses = ['10.10.10.21'];
        }, standard),
      ),
    ).toBe('worse direct-nfs no-snapshot: vm has a traditional VMware snapshot');
  });

  it('is that a VM fails, and why', () => {
    const comparison = compare((site) => {
      site.vms[0]!.host = 'nowhere';
    });
    expect(only(comparison)).toMatch(/^worse topology host-resolves: /);
    expect(comparison.after.fails).toBe(1);
  });

  it('is why its proxy is no candidate any more', () => {
    const two = changed((site) => {
      site.proxies.push(secondProxy);
    });
    const comparison = compare((site) => {
      site.proxies[0]!.enabled = false;
    }, two);
    expect(only(comparison)).toBe('worse direct-nfs-io-visor enabled: p1 is disabled');
    expect(comparison.changes[0]!.after!.proxy!.name).toBe('p2');
  });

  it('is that its proxy is gone, or a better one new', () => {
    const two = changed((site) => {
      site.proxies.push(secondProxy);
    });
    expect(
      only(
        compare((site) => {
          site.proxies.shift();
        }, two),
      ),
    ).toBe('worse direct-nfs-io-visor: proxy p1 is gone');
    const onlySecond = changed((site) => {
      site.proxies = [secondProxy];
    });
    expect(only(compare((site) => void site.proxies.unshift(healthySite().proxies[0]!), onlySecond))).toBe(
      'better direct-nfs-io-visor: proxy p1 is new',
    );
  });

  it('is where the VM lies, or the version of its HX system, when another chart applies', () => {
    const standard = changed((site) => {
      site.jobs![0]!.storageSnapshots = { enabled: false };
    });
    expect(
      only(
        compare((site) => {
          site.hyperflex[0]!.version = '4.0(1a)';
        }, standard),
      ),
    ).toBe('better hx-base-snapshot: the version of hx is 4.0(1a) instead of 5.0(2e)');
    expect(
      only(
        compare((site) => {
          site.vms[0]!.datastore = 'vmfs';
        }),
      ),
    ).toBe('worse candidate-proxies: vm lies on no HX system instead of HX system hx');
  });
});

describe('another proxy in the same mode', () => {
  const equal = { ...secondProxy, host: 'esx1', addresses: ['10.10.50.21'] };
  const two = changed((site) => {
    site.proxies.push(equal);
  });

  it('is told by why the one before dropped out', () => {
    expect(
      only(
        compare((site) => {
          site.proxies[0]!.addresses = ['10.10.10.21'];
        }, two),
      ),
    ).toMatch(/^changed on-data-network: .*p1/);
    expect(
      only(
        compare((site) => {
          site.proxies[0]!.enabled = false;
        }, two),
      ),
    ).toBe('changed enabled: p1 is disabled');
  });

  it('is told by why the one now has come in', () => {
    const disabled = structuredClone(two);
    disabled.proxies[0]!.enabled = false;
    expect(
      only(
        compare((site) => {
          delete site.proxies[0]!.enabled;
        }, disabled),
      ),
    ).toMatch(/^changed enabled: .*p1/);
    expect(only(compare((site) => void site.proxies.unshift({ ...equal, name: 'p0' })))).toBe(
      'changed: proxy p0 is new',
    );
  });

  it('is told by the load when both still qualify', () => {
    expect(only(compare((site) => void site.proxies.reverse(), two))).toBe(
      'changed: the same proxies qualify: the simulated load is spread anew',
    );
  });
});

describe('VMs in one plan only', () => {
  const another = { name: 'other', host: 'esx1', datastore: 'ds' };

  it('are added or removed, with what made them so', () => {
    expect(only(compare((site) => void site.vms.push(another)))).toBe('added: the VM is new');
    expect(
      only(
        compare(
          (site) => {
            site.jobs = [{ name: 'job', include: ['vm'] }];
          },
          changed((site) => void site.vms.push(another)),
        ),
      ),
    ).toBe('removed: job job no longer includes it');
    const renamed = compare((site) => {
      site.jobs![0]!.name = 'weekly';
    });
    expect(renamed.changes.map(({ kind, decision }) => [kind, decision.message])).toEqual([
      ['added', 'job weekly is new'],
      ['removed', 'job job is gone'],
    ]);
  });

  it('are degraded when they are new and fail', () => {
    const failing = compare((site) => void site.vms.push({ ...another, host: 'nowhere' }));
    expect(failing.changes.map(isDegraded)).toEqual([true]);
    expect(compare((site) => void site.vms.push(another)).changes.map(isDegraded)).toEqual([false]);
    expect(compare(withoutRules).changes.map(isDegraded)).toEqual([true]);
  });
});

it('VMs that changed for one reason stand together, what became worse first', () => {
  const many = changed((site) => {
    site.vms = ['a', 'b', 'c'].map((name) => ({ ...site.vms[0], name }));
  });
  const { causes } = compare((site) => {
    withoutRules(site);
    site.vms.unshift({ ...site.vms[0], name: 'first' });
  }, many);
  expect(causes.map(({ kind, changes }) => [kind, changes.map(({ vm }) => vm)])).toEqual([
    ['worse', ['a', 'b', 'c']],
    ['added', ['first']],
  ]);
});

it('is worked out once for all VMs that take the same roads, and told of each in its own name', () => {
  const site = (change: (site: Site) => void): Site => {
    const each = healthySite();
    each.vms = Array.from({ length: 12 }, (_, index) => ({ ...each.vms[0]!, name: `vm-${index}` }));
    change(each);
    return each;
  };
  const [before, after] = [planOf(site(() => {})), planOf(site(withoutRules))];
  const walks = [before, after].map(({ roads }) => vi.spyOn(roads, 'walk'));
  const { changes, causes } = comparePlans(before, after);
  expect([changes.length, causes.length]).toEqual([12, 1]);
  expect(walks.map((walk) => walk.mock.calls.length)).toEqual([1, 1]);
  const withSnapshots = planOf(
    site(({ vms }) => {
      for (const vm of vms) vm.snapshot = 'esxi';
    }),
  );
  const told = comparePlans(before, withSnapshots).changes.map(({ vm, decision }) => [vm, decision.message]);
  expect(told).toEqual(before.vms.map(({ vm: { name } }) => [name, `${name} has a traditional VMware snapshot`]));
});
