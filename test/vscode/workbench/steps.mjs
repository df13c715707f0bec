/**
 * A step of a scenario: what holds when it is done, and what is done.
 * @typedef {[name: string, act: () => Promise<void>]} Step
 */

/**
 * Does steps that stand on each other; after one that failed, the others fail unseen, so that none counts as passed.
 *
 * @param {Step[]} steps
 * @param {import('./workbench.mjs').Workbench} workbench of which a picture is kept when a step fails
 * @param {(result: import('../report.mjs').TestResult) => void} onResult
 */
export async function runSteps(steps, workbench, onResult) {
  let broken = false;
  for (const [name, act] of steps) {
    if (broken) {
      onResult({ name, ms: 0, error: 'An earlier step failed.' });
      continue;
    }
    const started = performance.now();
    try {
      await act();
      onResult({ name, ms: performance.now() - started });
    } catch (error) {
      broken = true;
      onResult({ name, ms: performance.now() - started, error: error.stack });
      await workbench.screenshot('failed').catch(() => {});
    }
  }
}
