import { commentLines, shellWord } from './quote.ts';
import type { Remediation, RulesetTarget } from './remediation.ts';
import { checklistLines, findingLines, type Origin } from './told.ts';

/** The firewalls of a remediation as a script for the shell of ESXi: `sh SCRIPT [-n] HOST`, on each host by its name. */
export function esxcliScript({ hostFirewalls, rulesets, checklist }: Remediation, origin: Origin): string {
  const hosts = [...new Set([...hostFirewalls, ...rulesets].flatMap((target) => target.hosts))];
  const left = checklistLines(
    checklist.filter(({ part }) => part === 'firewall'),
    origin,
  );
  const cases = hosts.flatMap((host) => [
    `  ${shellWord(host)})`,
    ...hostFirewalls
      .filter((target) => target.hosts.includes(host))
      .flatMap(({ enabled, place }) => [
        ...commentLines(`${origin.at(place)}: the firewall is ${enabled ? 'on' : 'off'}`).map(indented),
        indented(`change esxcli network firewall set --enabled ${enabled}`),
      ]),
    ...rulesets.filter((target) => target.hosts.includes(host)).flatMap((target) => rulesetLines(target, origin)),
    '    ;;',
  ]);
  return [
    '#!/bin/sh',
    ...commentLines(`Made by hxtopo remediate from ${origin.file}.`),
    ...findingLines(origin),
    FUNCTIONS,
    'case $host in',
    ...cases,
    ...END,
    ...(left.length > 0 ? ['', '# Left to do by hand', ...left] : []),
    '',
  ].join('\n');
}

function indented(line: string): string {
  return `    ${line}`;
}

function rulesetLines({ id, enabled, allowed, opens, xml, place }: RulesetTarget, { at }: Origin): string[] {
  const who = allowed === 'all' ? ['all'] : allowed;
  return [
    ...commentLines(`${at(place)}: ${opens}, so that backup proxies reach the IO Visor`).map(indented),
    // The end of a here-document stands at the beginning of a line, and XML begins with `<`.
    ...(xml === undefined ? [] : [indented(`make_ruleset ${shellWord(id)} <<'END'`), xml, 'END']),
    indented(['set_ruleset', shellWord(id), enabled, ...who.map(shellWord)].join(' ')),
  ];
}

/** Whom a ruleset lets in is added before others are taken out, except where everybody was let in until now. */
const FUNCTIONS = `# Sets what differs and nothing else. Run it as root on each host, by the host's name in the file:
#   sh SCRIPT -n HOST    tells what it would change
#   sh SCRIPT HOST       changes it
dry=
if [ "\${1-}" = -n ]; then dry=yes; shift; fi
host=\${1-}
failed=0

change() {
  if [ -n "$dry" ]; then echo "would run: $*"; else "$@" || failed=1; fi
}

# Addresses that the ruleset lets in, one a line: \`All\`, or addresses and networks.
allowed() {
  esxcli network firewall ruleset allowedip list --ruleset-id "$1" | sed -e '1,2d' -e 's/^[^ ]* *//' | tr -s ', ' '\\n\\n'
}

has_ruleset() {
  esxcli network firewall ruleset list --ruleset-id "$1" >/dev/null 2>&1
}

# ID, and its XML on standard input. What is written here is lost when the host restarts.
make_ruleset() {
  xml=$(cat)
  has_ruleset "$1" && return
  if [ -n "$dry" ]; then echo "would write ruleset $1"; return; fi
  printf '%s\\n' "$xml" >"/etc/vmware/firewall/$(printf %s "$1" | tr -c 'A-Za-z0-9_-' _).xml"
  esxcli network firewall refresh
}

# ID, true or false, and \`all\` or the addresses that it is to let in.
set_ruleset() {
  id=$1 enabled=$2
  shift 2
  if ! has_ruleset "$id"; then
    echo "$host has no ruleset $id: see the checklist at the end of this script" >&2
    [ -n "$dry" ] || failed=1
    return
  fi
  is=$(allowed "$id")
  if [ "\${1-}" = all ]; then
    [ "$is" = All ] || change esxcli network firewall ruleset set --ruleset-id "$id" --allowed-all true
  else
    if [ "$is" = All ]; then
      change esxcli network firewall ruleset set --ruleset-id "$id" --allowed-all false
      is=
    fi
    for address in "$@"; do
      printf '%s\\n' "$is" | grep -qxF -e "$address" ||
        change esxcli network firewall ruleset allowedip add --ruleset-id "$id" --ip-address "$address"
    done
    for address in $is; do
      printf '%s\\n' "$@" | grep -qxF -e "$address" ||
        change esxcli network firewall ruleset allowedip remove --ruleset-id "$id" --ip-address "$address"
    done
  fi
  [ "$(esxcli network firewall ruleset list --ruleset-id "$id" | awk 'NR > 2 { print $2 }')" = "$enabled" ] ||
    change esxcli network firewall ruleset set --ruleset-id "$id" --enabled "$enabled"
}
`;

const END = [
  '  *)',
  '    echo "usage: sh $0 [-n] HOST, where HOST is the name of this host in the file" >&2',
  '    exit 2',
  '    ;;',
  'esac',
  'exit $failed',
];
