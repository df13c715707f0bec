import type { Position, TextEdit } from 'vscode-languageserver-protocol';
import type { Random } from '../../test/oracle/random.ts';
import type { Site } from './site.ts';

/** Edits one after another, of which the last restores the text. */
type Round = (site: Site, random: Random) => readonly TextEdit[];

/** What a person types, one keystroke to an edit. */
export const KEYSTROKES = {
  'in a VM’s name': (site, random) => typedAndErased(site, random.pick(site.vmNames), 'x'),
  'in a host’s firewall address': (site, random) => typedAndErased(site, random.pick(site.allowedAddresses), '1'),
  'a new line': (site, random) => {
    const line = random.pick(site.vmHosts);
    const end = endOf(site, line);
    return [insertion(end, '\n    '), { range: { start: end, end: { line: line + 1, character: 4 } }, newText: '' }];
  },
  'a comment': (site, random) => {
    const start = endOf(site, random.pick(site.vmHosts));
    const open = ' # lates';
    const typed = after(start, open);
    return [insertion(start, open), insertion(typed, 't'), erasure(start, after(typed, 't'))];
  },
  'a broken line, and back': (site, random) => {
    const line = random.pick(site.vmHosts);
    const value = { line, character: site.lines[line]!.indexOf(': ') + 2 };
    const text = random.pick(['[', '{', '"']);
    return [insertion(value, text), erasure(value, after(value, text))];
  },
} satisfies { readonly [kind: string]: Round };

/** Edits that change the plan far from where they are made. */
export const WIDE_EDITS = {
  'the registry value': (site, random) => {
    const end = endOf(site, random.pick(site.registryValue));
    const range = { start: { ...end, character: end.character - 1 }, end };
    return [
      { range, newText: '0' },
      { range, newText: '2' },
    ];
  },
  'a cluster’s firewall rule': (site, random) =>
    linesAndBack(
      random.pick(site.clusters) + 1,
      [
        '    firewall:',
        '      rules:',
        '        - name: all-proxies',
        '          ports: 0-65535',
        '          allowedAddresses: [proxy:*]',
      ].map((line) => `${line}\n`),
    ),
  'a proxy’s transport mode': (site, random) =>
    linesAndBack(random.pick(site.proxies) + 1, ['    transportMode: network\n']),
} satisfies { readonly [kind: string]: Round };

export type KeystrokeKind = keyof typeof KEYSTROKES;
export type WideKind = keyof typeof WIDE_EDITS;

/** Where a line of the site ends. */
export function endOf(site: Site, line: number): Position {
  return { line, character: site.lines[line]!.length };
}

/** Takes the last character of a line away, and gives it back. */
export function erasedAndTyped(site: Site, line: number): readonly [TextEdit, TextEdit] {
  const end = endOf(site, line);
  const start = { line, character: end.character - 1 };
  return [erasure(start, end), insertion(start, site.lines[line]!.slice(-1))];
}

/** Types a character at the end of a line, and takes it away. */
export function typedAndErased(site: Site, line: number, text: string): readonly [TextEdit, TextEdit] {
  const end = endOf(site, line);
  return [insertion(end, text), erasure(end, after(end, text))];
}

function linesAndBack(line: number, lines: readonly string[]): readonly TextEdit[] {
  const start = { line, character: 0 };
  return [insertion(start, lines.join('')), erasure(start, { line: line + lines.length, character: 0 })];
}

function insertion(at: Position, newText: string): TextEdit {
  return { range: { start: at, end: at }, newText };
}

function erasure(start: Position, end: Position): TextEdit {
  return { range: { start, end }, newText: '' };
}

function after({ line, character }: Position, text: string): Position {
  return { line, character: character + text.length };
}
