import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/engine/syntax/index.ts';
import type { FileSystem } from '../../../server/src/files/file-system.ts';
import { filesMatching } from '../../../server/src/files/glob.ts';
import { normalized, resolvePath } from '../../../server/src/files/paths.ts';
import { Sources } from '../../../server/src/files/sources.ts';
import { memoryFiles, uriOf } from '../../support/topology-files.ts';

const SITE_PATH = '/s/site.yaml';

describe('a path in a file', () => {
  it.each([
    ['file:///sites/a.topology.yaml', 'b.topology.yaml', 'file:///sites/b.topology.yaml'],
    ['file:///sites/a.topology.yaml', './b.topology.yaml', 'file:///sites/b.topology.yaml'],
    ['file:///sites/a.topology.yaml', '../b.topology.yaml', 'file:///b.topology.yaml'],
    ['file:///sites/a.topology.yaml', '/srv/b.topology.yaml', 'file:///srv/b.topology.yaml'],
    ['file:///sites/a.topology.yaml', 'with space #1.yaml', 'file:///sites/with%20space%20%231.yaml'],
    ['file:///c%3A/sites/a.topology.yaml', 'vms\\b.topology.yaml', 'file:///c%3A/sites/vms/b.topology.yaml'],
    ['file:///c%3A/sites/a.topology.yaml', 'D:\\b.topology.yaml', 'file:///d%3A/b.topology.yaml'],
    ['file:///c%3A/sites/a.topology.yaml', '..\\b\\c.topology.yaml', 'file:///c%3A/b/c.topology.yaml'],
    ['file:///c%3A/sites/a.topology.yaml', 'c:/B.topology.yaml', 'file:///c%3A/B.topology.yaml'],
    // A network path leads nowhere but to the server that the file lies on.
    ['file://nas/sites/a.topology.yaml', 'b.topology.yaml', 'file://nas/sites/b.topology.yaml'],
    ['file://nas/sites/a.topology.yaml', '..\\b.topology.yaml', 'file://nas/b.topology.yaml'],
    ['file://nas/sites/a.topology.yaml', '\\\\NAS\\other\\b.topology.yaml', 'file://nas/other/b.topology.yaml'],
    ['file://nas/sites/a.topology.yaml', '\\\\evil\\share\\b.topology.yaml', 'file://nas/evil/share/b.topology.yaml'],
    ['file:///c%3A/sites/a.topology.yaml', '\\\\evil\\share\\b.topology.yaml', 'file:///evil/share/b.topology.yaml'],
    ['file:///sites/a.topology.yaml', '//evil/share/b.topology.yaml', 'file:///evil/share/b.topology.yaml'],
    ['file:///sites/a.topology.yaml', 'https://evil.example/b.yaml', 'file:///sites/https%3A/evil.example/b.yaml'],
    ['vscode-vfs://github/o/r/a.topology.yaml', 'b.topology.yaml', 'vscode-vfs://github/o/r/b.topology.yaml'],
  ])('from %s, %s is %s', (from, path, uri) => {
    expect(resolvePath(from, path)).toBe(uri);
  });

  it('is told apart however an editor escapes it', () => {
    expect(normalized('file:///C:/a%20b/%5Bc%5D.yaml')).toBe(normalized('file:///c%3A/a b/[c].yaml'));
    expect(normalized('file:///C%3A/Sites/a.topology.yaml')).toBe('file:///c%3A/Sites/a.topology.yaml');
  });
});

describe('a glob in a file', () => {
  const system = memoryFiles(
    new Map(
      [
        '/s/site.yaml',
        '/s/b.yaml',
        '/s/a.yaml',
        '/s/.hidden.yaml',
        '/s/vms/x.yaml',
        '/s/vms/deep/y.yaml',
        '/t/z.yaml',
      ].map((path) => [path, '']),
    ),
  );
  it.each([
    ['*.yaml', ['/s/a.yaml', '/s/b.yaml', '/s/site.yaml']],
    ['?.yaml', ['/s/a.yaml', '/s/b.yaml']],
    ['vms/*.yaml', ['/s/vms/x.yaml']],
    ['*/x.yaml', ['/s/vms/x.yaml']],
    ['vms/**/*.yaml', ['/s/vms/deep/y.yaml', '/s/vms/x.yaml']],
    ['**/y.yaml', ['/s/vms/deep/y.yaml']],
    ['.h*.yaml', ['/s/.hidden.yaml']],
    ['../t/*.yaml', ['/t/z.yaml']],
    ['nowhere/*.yaml', []],
  ])('%s names its files in path order', async (glob, paths) => {
    expect(await filesMatching(system, uriOf('/s/site.yaml'), glob)).toEqual(paths.map(uriOf));
  });

  it('does not follow a link that leads back', async () => {
    const looped: FileSystem = {
      readFile: () => Promise.reject(new Error('no')),
      readFolder: async () => [
        { name: 'again', isFolder: true, isLink: true },
        { name: 'a.yaml', isFolder: false },
      ],
    };
    expect(await filesMatching(looped, 'file:///s/site.yaml', '**/*.yaml')).toEqual(['file:///s/a.yaml']);
  });

  it('is one of thousands that look into each folder once', async () => {
    let looks = 0;
    const files = memoryFiles(
      new Map([
        [SITE_PATH, ''],
        ['/s/a.yaml', 'topology: 1\n'],
      ]),
    );
    const counting: FileSystem = {
      ...files,
      readFolder: (uri) => {
        looks++;
        return files.readFolder(uri);
      },
    };
    const globs = Array.from({ length: 2000 }, (_, index) => `  - "**/${index}*.yaml"\n`).join('');
    const root = parse(uriOf(SITE_PATH), `topology: 1\ninclude:\n${globs}  - a*.yaml\n`);
    const sources = new Sources(counting);
    await sources.load(root);
    expect(sources.named(root.uri, 'a*.yaml')).toEqual([uriOf('/s/a.yaml')]);
    expect(looks).toBe(1);
  });
});
