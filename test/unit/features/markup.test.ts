import { describe, expect, it } from 'vitest';
import { plainMarkdown } from '../../../server/src/features/markup.ts';

describe('Markdown without its marks', () => {
  it.each([
    ['headings, emphasis and lists', '### Host esx01\n\n- **Disabled**: never\n', 'Host esx01\n\n- Disabled: never'],
    ['parts', 'one\n\n---\n\ntwo', 'one\n\ntwo'],
    ['names that are escaped', String.raw`### ds\_prod \*1\* a\`b`, 'ds_prod *1* a`b'],
    ['code, as it stands', 'Like `proxy:*` or `a_b`', 'Like proxy:* or a_b'],
    [
      'code over several lines',
      'So:\n\n```yaml\n# all\nallowed: [*]\n```\n\nthen',
      'So:\n\n# all\nallowed: [*]\n\n\nthen',
    ],
    [
      'links to the web, with their address',
      'See [the *guide*](https://example.com/a).',
      'See the guide (https://example.com/a).',
    ],
    ['links to lines, without', String.raw`[esx\_01 lets it in](file:///a.yaml#L3)`, 'esx_01 lets it in'],
  ])('leaves %s', (_, markdown, text) => expect(plainMarkdown(markdown)).toBe(text));
});
