/**
 * Collects what all suites did and prints a line for each test.
 *
 * @returns {{ record: (suite: string, result: TestResult) => void, close: () => number }} `close` prints the closing
 *   line and gives the exit code: 1 when a test failed or none ran
 *
 * @typedef {object} TestResult
 * @property {string} name
 * @property {number} ms how long it took
 * @property {string} [error] why it failed
 */
export function createReport() {
  let passed = 0;
  let failed = 0;
  return {
    record(suite, { name, ms, error }) {
      console.log(`${error === undefined ? '✓' : '✗'} ${suite} › ${name} (${Math.round(ms)} ms)`);
      if (error === undefined) {
        passed++;
      } else {
        failed++;
        console.log(error.replace(/^/gm, '    '));
      }
    },
    close() {
      console.log(`\n${passed} passed, ${failed} failed`);
      return failed > 0 || passed === 0 ? 1 : 0;
    },
  };
}

/**
 * Finds what the suite in the extension host reports among other output.
 *
 * @param {string} text some output: lines of a console
 * @returns {(TestResult | { planned: number })[]} results, and before them how many there will be
 */
export function parseSuiteOutput(text) {
  return [...text.matchAll(/hxtopo-suite: (\{.*\})/g)].map(([, json]) => JSON.parse(json));
}
