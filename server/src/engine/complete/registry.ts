import { HOTADD_MEANING } from '../explain/describe-values.ts';
import { SAME_HOST_HOTADD, sameRegistryName, VEEAM_KEY } from '../model/registry.ts';
import type { Suggestion } from './completion.ts';

/** The registry key that backup reads. */
export const REGISTRY_KEYS: readonly Suggestion[] = [
  { kind: 'value', text: VEEAM_KEY, documentation: 'The key of Veeam Backup & Replication.' },
];

/** The values that the plan depends on. */
export const REGISTRY_NAMES: readonly Suggestion[] = [
  {
    kind: 'value',
    text: SAME_HOST_HOTADD,
    detail: 'REG_DWORD',
    documentation: [
      'Which proxies may attach a VM’s disks (HotAdd):',
      HOTADD_MEANING.map((meaning, mode) => `- \`${mode}\`: ${meaning}`).join('\n'),
    ].join('\n\n'),
  },
];

/**
 * What can be set under a name.
 *
 * @param name `undefined` where none is written yet
 */
export function registryData(name: string | undefined): Suggestion[] {
  if (name !== undefined && !sameRegistryName(name, SAME_HOST_HOTADD)) return [];
  return HOTADD_MEANING.map((meaning, mode) => ({
    kind: 'value' as const,
    text: String(mode),
    detail: meaning,
  })).reverse();
}
