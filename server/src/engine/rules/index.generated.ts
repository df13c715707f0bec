// Made by `npm run generate`.
import firewallControllerClosed from './firewall/controller-closed.ts';
import firewallControllerRuleNeedless from './firewall/controller-rule-needless.ts';
import firewallDisabled from './firewall/disabled.ts';
import firewallIovisorDirection from './firewall/iovisor-direction.ts';
import firewallIovisorPortsIncomplete from './firewall/iovisor-ports-incomplete.ts';
import firewallIovisorPortsNarrow from './firewall/iovisor-ports-narrow.ts';
import firewallIovisorProtocol from './firewall/iovisor-protocol.ts';
import firewallIovisorRuleDisabled from './firewall/iovisor-rule-disabled.ts';
import firewallIovisorRuleMissing from './firewall/iovisor-rule-missing.ts';
import firewallNotPersistent from './firewall/not-persistent.ts';
import firewallOpenToAll from './firewall/open-to-all.ts';
import firewallProxyNotAllowed from './firewall/proxy-not-allowed.ts';
import firewallStaleAddress from './firewall/stale-address.ts';
import formatDuplicateName from './format/duplicate-name.ts';
import formatIgnore from './format/ignore.ts';
import formatInclude from './format/include.ts';
import formatInvalidValue from './format/invalid-value.ts';
import formatMissingKey from './format/missing-key.ts';
import formatNameCase from './format/name-case.ts';
import formatShortAndLong from './format/short-and-long.ts';
import formatUnknownKey from './format/unknown-key.ts';
import formatUnquotedGlob from './format/unquoted-glob.ts';
import formatVersion from './format/version.ts';
import formatYamlSyntax from './format/yaml-syntax.ts';
import jobBacksUpController from './job/backs-up-controller.ts';
import jobBacksUpProxy from './job/backs-up-proxy.ts';
import jobMatchesNothing from './job/matches-nothing.ts';
import jobNoEffect from './job/no-effect.ts';
import jobNoFailover from './job/no-failover.ts';
import jobProxyUnusable from './job/proxy-unusable.ts';
import jobSingleProxy from './job/single-proxy.ts';
import jobStorageSnapshotsOff from './job/storage-snapshots-off.ts';
import jobVmFails from './job/vm-fails.ts';
import jobVmUnprotected from './job/vm-unprotected.ts';
import networkDuplicateAddress from './network/duplicate-address.ts';
import networkHostBitsSet from './network/host-bits-set.ts';
import networkInvalidAddress from './network/invalid-address.ts';
import networkIpv6 from './network/ipv6.ts';
import networkManagementAddressAllowed from './network/management-address-allowed.ts';
import networkOutsideDataNetwork from './network/outside-data-network.ts';
import networkOverlappingDataNetworks from './network/overlapping-data-networks.ts';
import networkProxyOffDataNetwork from './network/proxy-off-data-network.ts';
import planNotPreferred from './plan/not-preferred.ts';
import proxyAllDisabled from './proxy/all-disabled.ts';
import proxyDatastoreNotConnected from './proxy/datastore-not-connected.ts';
import proxyDegraded from './proxy/degraded.ts';
import proxyModeImpossible from './proxy/mode-impossible.ts';
import proxyNoFailover from './proxy/no-failover.ts';
import proxySinglePath from './proxy/single-path.ts';
import proxyTooFewTasks from './proxy/too-few-tasks.ts';
import proxyTooManyTasks from './proxy/too-many-tasks.ts';
import proxyUnused from './proxy/unused.ts';
import referenceDatastoreNotMounted from './reference/datastore-not-mounted.ts';
import referenceUnknown from './reference/unknown.ts';
import referenceUnused from './reference/unused.ts';
import registryDuplicateValue from './registry/duplicate-value.ts';
import registryHostWithoutProxy from './registry/host-without-proxy.ts';
import registryNoRegistry from './registry/no-registry.ts';
import registrySameHostDirectNfs from './registry/same-host-direct-nfs.ts';
import registrySameHostHotaddKey from './registry/same-host-hotadd-key.ts';
import registrySameHostHotaddMissing from './registry/same-host-hotadd-missing.ts';
import registrySameHostHotaddType from './registry/same-host-hotadd-type.ts';
import registrySameHostHotaddValue from './registry/same-host-hotadd-value.ts';
import type { Rule } from './rule.ts';
import snapshotBaseSnapshot from './snapshot/base-snapshot.ts';
import snapshotEsxiSnapshot from './snapshot/esxi-snapshot.ts';
import snapshotLicense from './snapshot/license.ts';
import snapshotMixedStorage from './snapshot/mixed-storage.ts';
import snapshotQuiescence from './snapshot/quiescence.ts';
import snapshotStorageNotAdded from './snapshot/storage-not-added.ts';
import snapshotUnsupportedVersion from './snapshot/unsupported-version.ts';
import snapshotUnsupportedVm from './snapshot/unsupported-vm.ts';

/** All rules, in the order of their codes. */
export const RULES: readonly Rule[] = [
  firewallControllerClosed,
  firewallControllerRuleNeedless,
  firewallDisabled,
  firewallIovisorDirection,
  firewallIovisorPortsIncomplete,
  firewallIovisorPortsNarrow,
  firewallIovisorProtocol,
  firewallIovisorRuleDisabled,
  firewallIovisorRuleMissing,
  firewallNotPersistent,
  firewallOpenToAll,
  firewallProxyNotAllowed,
  firewallStaleAddress,
  formatDuplicateName,
  formatIgnore,
  formatInclude,
  formatInvalidValue,
  formatMissingKey,
  formatNameCase,
  formatShortAndLong,
  formatUnknownKey,
  formatUnquotedGlob,
  formatVersion,
  formatYamlSyntax,
  jobBacksUpController,
  jobBacksUpProxy,
  jobMatchesNothing,
  jobNoEffect,
  jobNoFailover,
  jobProxyUnusable,
  jobSingleProxy,
  jobStorageSnapshotsOff,
  jobVmFails,
  jobVmUnprotected,
  networkDuplicateAddress,
  networkHostBitsSet,
  networkInvalidAddress,
  networkIpv6,
  networkManagementAddressAllowed,
  networkOutsideDataNetwork,
  networkOverlappingDataNetworks,
  networkProxyOffDataNetwork,
  planNotPreferred,
  proxyAllDisabled,
  proxyDatastoreNotConnected,
  proxyDegraded,
  proxyModeImpossible,
  proxyNoFailover,
  proxySinglePath,
  proxyTooFewTasks,
  proxyTooManyTasks,
  proxyUnused,
  referenceDatastoreNotMounted,
  referenceUnknown,
  referenceUnused,
  registryDuplicateValue,
  registryHostWithoutProxy,
  registryNoRegistry,
  registrySameHostDirectNfs,
  registrySameHostHotaddKey,
  registrySameHostHotaddMissing,
  registrySameHostHotaddType,
  registrySameHostHotaddValue,
  snapshotBaseSnapshot,
  snapshotEsxiSnapshot,
  snapshotLicense,
  snapshotMixedStorage,
  snapshotQuiescence,
  snapshotStorageNotAdded,
  snapshotUnsupportedVersion,
  snapshotUnsupportedVm,
];
