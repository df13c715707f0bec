import type { FirewallRule } from '../model/entities.ts';

/**
 * A ruleset as ESXi reads it from `/etc/vmware/firewall` (vSphere Security, "ESXi Firewall Configuration"). Whom it lets
 * in does not stand there.
 */
export function rulesetXml(id: string, rules: readonly FirewallRule[]): string {
  const openings = rules.flatMap(({ direction, protocol, ports }) =>
    (protocol === 'any' ? ['tcp', 'udp'] : [protocol]).flatMap((over) =>
      ports.map(({ first, last }) => ({ direction, over, first, last })),
    ),
  );
  return [
    '<ConfigRoot>',
    `  <service id="${SERVICE}">`,
    `    <id>${escapeXml(id)}</id>`,
    ...openings.flatMap(({ direction, over, first, last }, index) => [
      `    <rule id="${String(index).padStart(4, '0')}">`,
      `      <direction>${direction}</direction>`,
      `      <protocol>${over}</protocol>`,
      '      <porttype>dst</porttype>',
      first === last ? `      <port>${first}</port>` : `      <port><begin>${first}</begin><end>${last}</end></port>`,
      '    </rule>',
    ]),
    '    <enabled>false</enabled>',
    '    <required>false</required>',
    '  </service>',
    '</ConfigRoot>',
  ].join('\n');
}

/** Beyond those of ESXi, which are four digits from 0000 on, and those of Veeam's own VIBs. */
const SERVICE = '9301';

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
