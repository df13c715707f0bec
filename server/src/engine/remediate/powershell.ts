import type { Proxy } from '../model/entities.ts';
import * as functions from './powershell-functions.ts';
import { commentLines, powershellString, powershellStrings } from './quote.ts';
import type {
  HostFirewallTarget,
  ProxyTarget,
  RegistryData,
  RegistryTarget,
  Remediation,
  RulesetTarget,
  StorageTarget,
} from './remediation.ts';
import { checklistLines, findingLines, type Origin } from './told.ts';
import { whyProxy, whyRegistry, whyRuleset } from './why.ts';

/**
 * The remediation as a PowerShell script. It asks before each change, takes `-WhatIf`, and run again changes nothing.
 *
 * @param backupServer the name of the backup server, where the file gives it
 */
export function powershellScript(remediation: Remediation, origin: Origin, backupServer: string | undefined): string {
  const { registry, hostFirewalls, rulesets, proxies, storage, checklist } = remediation;
  const sections = [
    section(
      'Registry of the backup server',
      registry.flatMap((target) => registryLines(target, origin)),
    ),
    section('ESXi firewalls', [
      ...hostFirewalls.flatMap((target) => hostFirewallLines(target, origin)),
      ...rulesets.flatMap((target) => rulesetLines(target, origin)),
    ]),
    section(
      'Backup proxies',
      proxies.flatMap((target) => proxyLines(target, origin)),
    ),
    section(
      'Storage',
      storage.flatMap((target) => storageLines(target, origin)),
    ),
  ].filter((lines) => lines.length > 0);
  const left = checklistLines(checklist, origin);
  const body =
    sections.length > 0
      ? [
          // Get-Help finds it only with a line between it and other comments.
          '',
          HELP,
          ...parameters(remediation, backupServer),
          '',
          functionsFor(remediation).join('\n'),
          ...sections.flat(),
          functions.END,
        ]
      : ["Write-Output 'There is nothing that a script could set.'", ''];
  return [
    ...head(remediation, origin),
    ...body,
    ...(left.length > 0 ? [RULE, '# Left to do by hand', ...left, ''] : []),
  ].join('\n');
}

const RULE = `# ${'-'.repeat(78)}`;

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? [RULE, `# ${title}`, '', ...lines] : [];
}

const touchesVsphere = ({ hostFirewalls, rulesets }: Remediation): boolean =>
  hostFirewalls.length + rulesets.length > 0;
const touchesVeeam = ({ proxies, storage }: Remediation): boolean => proxies.length + storage.length > 0;

function head(remediation: Remediation, origin: Origin): string[] {
  const modules = [
    ...(touchesVsphere(remediation) ? ["@{ ModuleName = 'VMware.VimAutomation.Core'; ModuleVersion = '12.0' }"] : []),
    ...(touchesVeeam(remediation) ? ['Veeam.Backup.PowerShell'] : []),
  ];
  return [
    '#Requires -Version 5.1',
    ...(modules.length > 0 ? [`#Requires -Modules ${modules.join(', ')}`] : []),
    ...(remediation.registry.length > 0 ? ['#Requires -RunAsAdministrator'] : []),
    ...commentLines(`Made by hxtopo remediate from ${origin.file}.`),
    ...findingLines(origin),
  ];
}

const HELP = `<#
.SYNOPSIS
Brings the backup server, ESXi firewalls, backup proxies and storage to the state that a topology file describes.
.DESCRIPTION
Sets what differs, and nothing else: run again, it changes nothing. Only the datastores of a proxy and the proxies of a
HyperFlex system, which no cmdlet tells, are set again to the same. It asks before each change. With -WhatIf it only
tells what it would change; with -Confirm:$false it does not ask. Run it on the backup server, with -WhatIf first.
PowerCLI 12 or VCF PowerCLI, and the console of Veeam Backup & Replication 11a or later (13 wants PowerShell 7).
#>`;

function parameters(remediation: Remediation, backupServer: string | undefined): string[] {
  const given = [
    ...(remediation.registry.length > 0 || touchesVeeam(remediation)
      ? [
          `  [string] $BackupServer = ${backupServer === undefined ? '[Environment]::MachineName' : powershellString(backupServer)}`,
        ]
      : []),
    ...(touchesVsphere(remediation)
      ? ['  # The vCenter server, unless PowerCLI is connected to it.\n  [string[]] $VIServer']
      : []),
    ...(remediation.storage.length > 0
      ? [
          '  # The user name of the credentials record in Veeam by which a HyperFlex system is added.\n  [string] $HyperFlexCredentials',
        ]
      : []),
  ];
  return [
    "[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]",
    ...(given.length > 0 ? ['param(', given.join(',\n'), ')'] : ['param()']),
  ];
}

/** What the lines call, and nothing else. */
function functionsFor(remediation: Remediation): string[] {
  const { registry, hostFirewalls, rulesets, proxies, storage } = remediation;
  return [
    functions.COMMON,
    ...(registry.length > 0 ? [functions.REGISTRY] : []),
    ...(touchesVsphere(remediation) ? [functions.VSPHERE] : []),
    ...(hostFirewalls.length > 0 ? [functions.HOST_FIREWALL] : []),
    ...(rulesets.length > 0 ? [functions.RULESET] : []),
    ...(touchesVeeam(remediation) ? [functions.BACKUP_SERVER] : []),
    ...(proxies.length > 0 ? [functions.PROXY] : []),
    ...(storage.length > 0 ? [functions.STORAGE] : []),
  ];
}

function registryLines(target: RegistryTarget, { at }: Origin): string[] {
  const { key, name, data, place } = target;
  return [
    ...commentLines(`${whyRegistry(target)} (${at(place)}).`),
    `Set-BackupServerValue -Key ${powershellString(key)} -Name ${powershellString(name)} -Kind ${data.kind} -Data ${dataArgument(data)}`,
    '',
  ];
}

function dataArgument(data: RegistryData): string {
  switch (data.kind) {
    case 'DWord':
      return data.number < 0n ? `([int] '${data.number}')` : `${data.number}`;
    case 'QWord':
      return `([long] '${data.number}')`;
    case 'String':
    case 'ExpandString':
      return powershellString(data.text);
    case 'MultiString':
      return `([string[]] @(${powershellString(data.text)}))`;
    case 'Binary':
      return `([byte[]] @(${data.bytes.join(', ')}))`;
  }
}

function hostFirewallLines({ hosts, enabled, place }: HostFirewallTarget, { at }: Origin): string[] {
  const why = enabled
    ? 'The firewall lets in only whom its rulesets name'
    : 'With its firewall off a host lets everything in, the backup proxies to the IO Visor among it';
  return [
    ...commentLines(`${why} (${at(place)}).`),
    `Set-HostFirewall -HostName ${powershellStrings(hosts)} -Enabled ${boolean(enabled)}`,
    '',
  ];
}

function rulesetLines(target: RulesetTarget, { at }: Origin): string[] {
  const { hosts, id, enabled, allowed, place } = target;
  return [
    ...commentLines(`${whyRuleset(target)} (${at(place)}).`),
    `Set-HostRuleset -HostName ${powershellStrings(hosts)} -Id ${powershellString(id)} -Enabled ${boolean(enabled)} -Allowed ${powershellStrings(allowed === 'all' ? ['all'] : allowed)}`,
    '',
  ];
}

const MODES: { readonly [K in Proxy['transportMode']]: string } = {
  automatic: 'Auto',
  directStorageAccess: 'DirectStorageAccess',
  virtualAppliance: 'HotAdd',
  network: 'Nbd',
};

/** Servers that are Windows; the others are managed by the cmdlets for Linux. */
const WINDOWS: ReadonlySet<Proxy['server']> = new Set(['windows', 'windowsBackupServer']);

function proxyLines(target: ProxyTarget, { at }: Origin): string[] {
  const { proxy, transportMode, failoverToNetwork, maxConcurrentTasks, enabled, datastores } = target;
  const settings = [
    transportMode && `-TransportMode ${MODES[transportMode]}`,
    failoverToNetwork !== undefined && `-FailoverToNetwork ${boolean(failoverToNetwork)}`,
    maxConcurrentTasks !== undefined && `-MaxTasks ${maxConcurrentTasks}`,
    datastores === 'automatic' && '-EveryDatastore',
    Array.isArray(datastores) && datastores.length > 0 && `-Datastores ${powershellStrings(datastores)}`,
    enabled !== undefined && `-Enabled ${boolean(enabled)}`,
    !WINDOWS.has(proxy.server) && '-Linux',
  ].filter(Boolean);
  return [
    ...commentLines(`${whyProxy(target)} (${at(proxy.namePlace)}).`),
    `Set-BackupProxy -Name ${powershellString(proxy.name)} ${settings.join(' ')}`,
    '',
  ];
}

function storageLines({ system, address, proxies }: StorageTarget, { at }: Origin): string[] {
  const access =
    proxies === 'automatic' ? ' -EveryProxy' : proxies?.length ? ` -Proxies ${powershellStrings(proxies)}` : '';
  return [
    ...commentLines(
      `Added to the backup infrastructure, it gives jobs HX snapshots, and the backup server opens its controllers (${at(system.namePlace)}).`,
    ),
    `Add-StorageSystem -Name ${powershellString(system.name)} -Address ${powershellString(address)}${access}`,
    '',
  ];
}

function boolean(value: boolean): string {
  return value ? '$true' : '$false';
}
