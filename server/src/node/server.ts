import { EXIT } from '../cli/io.ts';
import { reasonOf } from '../files/reasons.ts';
import { serve } from './serve.ts';

/** The entry point that the extension starts. */
try {
  void serve();
} catch (error) {
  process.stderr.write(`hxtopo: ${reasonOf(error)}\n`);
  process.exitCode = EXIT.trouble;
}
