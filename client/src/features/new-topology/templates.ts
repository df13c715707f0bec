/** Samples that the extension ships to begin with, by their path in it. */
export const TEMPLATES = {
  munich: ['samples/munich.topology.yaml'],
  small: ['samples/small.topology.yaml'],
  'before-4.5-2a': ['samples/before-4.5-2a.topology.yaml'],
  /** A site over several files; the first includes the others. */
  'in-parts': [
    'samples/in-parts/site.topology.yaml',
    'samples/in-parts/proxies.topology.yaml',
    'samples/in-parts/vms/linux.topology.yaml',
    'samples/in-parts/vms/windows.topology.yaml',
  ],
} as const;

export type Template = keyof typeof TEMPLATES;
