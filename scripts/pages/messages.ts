import { createEngine } from '../../server/src/engine/engine.ts';
import { RULES } from '../../server/src/engine/rules/index.generated.ts';
import { stripAnnotations } from '../../test/support/annotate.ts';
import { analyzeFixture, splitFixture } from '../../test/support/topology-files.ts';
import { MADE } from './markdown.ts';

/** docs/messages.md: what each rule says of its fixtures, to be read in one go. */
export async function messagesPage(fixturesOf: (code: string) => readonly string[]): Promise<string> {
  const parts = [
    '# Messages',
    MADE,
    'What each rule says of the mistakes in its fixtures, and under it the titles of the fixes. The names are made up.',
  ];
  for (const { code } of RULES) {
    parts.push(`## ${code}`, (await messages(code, fixturesOf(code))).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/** Each message once, with the titles of its fixes. */
async function messages(code: string, fixtures: readonly string[]): Promise<string[]> {
  const told = new Map<string, string>();
  for (const fixture of fixtures) {
    const files = splitFixture('/site.topology.yaml', stripAnnotations(fixture));
    const { diagnostics } = await analyzeFixture(createEngine(), files);
    for (const diagnostic of diagnostics) {
      if (diagnostic.code !== code || told.has(diagnostic.message)) continue;
      const fixes = diagnostic.fixes.map(({ title, safe }) => `\n  - ${escaped(title)}${safe ? ' (safe)' : ''}`);
      told.set(diagnostic.message, `- **${diagnostic.severity}** ${escaped(diagnostic.message)}${fixes.join('')}`);
    }
  }
  return [...told.values()];
}

function escaped(text: string): string {
  return text.replace(/[*_`<>[\]|\\]/g, '\\$&').replaceAll('\n', ' ');
}
