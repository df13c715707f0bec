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
import formatInvalidValue from './format/invalid-value.ts';
import formatMissingKey from './format/missing-key.ts';
import formatNameCase from './format/name-case.ts';
import formatShortAndLong from './format/short-and-long.ts';
import formatUnknownKey from './format/unknown-key.ts';
import formatUnquotedGlob from './format/unquoted-glob.ts';
import formatVersion from './format/version.ts';
import formatYamlSyntax from './format/yaml-syntax.ts';
import jobVmFails from './job/vm-fails.ts';
import referenceDatastoreNotMounted from './reference/datastore-not-mounted.ts';
import referenceUnknown from './reference/unknown.ts';
import referenceUnused from './reference/unused.ts';
import type { Rule } from './rule.ts';

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
  formatInvalidValue,
  formatMissingKey,
  formatNameCase,
  formatShortAndLong,
  formatUnknownKey,
  formatUnquotedGlob,
  formatVersion,
  formatYamlSyntax,
  jobVmFails,
  referenceDatastoreNotMounted,
  referenceUnknown,
  referenceUnused,
];
