import { ensureProgram } from '../support/debian.mjs';

/** Before all tests: the editors, from Debian's packages where they are missing. */
export default async function setup(): Promise<void> {
  await ensureProgram('nvim', ['neovim']);
  await ensureProgram('emacs', ['emacs-nox', 'elpa-eglot', 'elpa-yaml-mode']);
}
