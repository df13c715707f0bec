import type { Server } from '../lsp/server.ts';
import type { Site } from '../site/site.ts';
import type { ServerEffort } from './effort.ts';
import type { Samples } from './samples.ts';

/** What a server is measured with, and where the figures go. */
export interface Setting {
  readonly server: Server;
  /** The Node that it runs on. */
  readonly node: string;
  readonly site: Site;
  /** The site's text on the disk. */
  readonly file: string;
  readonly effort: ServerEffort;
  readonly samples: Samples;
  /** Is told what is measured next. */
  readonly progress: (step: string) => void;
}
