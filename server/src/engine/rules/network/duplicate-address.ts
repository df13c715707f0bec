import { rule } from '../rule.ts';
import { type MachineAddress, machineAddresses } from './_machines.ts';

export default rule({
  code: 'network/duplicate-address',
  title: 'Two machines have one address',
  severity: 'error',
  what: 'Two hosts, proxies or storage controllers have one IP address on one network: on the data network of one HX system, or outside all data networks. Sites that use the same range for data networks of their own are not meant.',
  why: 'Only one of them can have it. A firewall rule that lets in the address lets in the other machine, and Direct NFS goes wrong on the real network.',
  whatToDo: 'Correct the address that is mistyped.',
  reads: ['hosts'],
  *check(context) {
    const first = new Map<string, MachineAddress[]>();
    for (const found of machineAddresses(context)) {
      const { address, machine, name, network } = found;
      if (network === undefined) continue;
      const text = address.value.text;
      const others = first.get(text) ?? [];
      first.set(text, others);
      const other = others.find((earlier) => earlier.network === network);
      if (!other) others.push(found);
      else if (other.machine !== machine) {
        yield {
          place: address,
          message: `${text} is given to ${other.name} and to ${name}: only one can have it. Correct the one that is mistyped`,
          related: [{ place: other.address, message: `Given to ${other.name} here` }],
        };
      }
    }
  },
});
