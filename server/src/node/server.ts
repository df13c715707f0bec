import { reasonOf } from '../cli/inputs.ts';
import { EXIT } from '../cli/io.ts';
import { serve } from './serve.ts';

/** The entry point that the extension starts. */
try {
  void serve();
} catch (error) {
  process.stderr.write(`hxtopo: ${reasonOf(error)}\n`);
  process.exitCode = EXIT.trouble;
}
