// The suite's own small runner: it runs inside VS Code's extension host, where the only way out is the console.

interface Test {
  readonly name: string;
  readonly body: () => Promise<void>;
  readonly timeoutMs: number;
}

const tests: Test[] = [];

/**
 * Declares a test; they run one after the other, in the order of their files' names.
 *
 * @param name what holds when it passes
 * @param body rejects when it does not
 * @param timeoutMs after which it has failed
 */
export function test(name: string, body: () => Promise<void>, timeoutMs = 60_000): void {
  tests.push({ name, body, timeoutMs });
}

/**
 * What VS Code calls: runs every declared test and reports each on the console.
 *
 * @throws when a test failed, which ends VS Code with a non-zero status
 */
export async function run(): Promise<void> {
  report({ planned: tests.length });
  let failed = 0;
  for (const { name, body, timeoutMs } of tests) {
    const started = Date.now();
    try {
      await within(body(), timeoutMs);
      report({ name, ms: Date.now() - started });
    } catch (error) {
      failed++;
      report({ name, ms: Date.now() - started, error: error instanceof Error ? error.stack : String(error) });
    }
  }
  if (failed > 0) throw new Error(`${failed} of ${tests.length} tests failed`);
}

/**
 * Asks again and again until there is an answer.
 *
 * @param what is waited for, for the message of the failure
 * @param probe gives `undefined` or `false` while it is not there yet
 * @param timeoutMs after which it rejects
 * @returns the first answer
 */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 30_000,
): Promise<T> {
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; ) {
    const answer = await probe();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what}: not seen within ${timeoutMs} ms`);
}

async function within(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${timeoutMs} ms`)), timeoutMs);
  });
  await Promise.race([work, expiry]).finally(() => clearTimeout(timer));
}

function report(line: object): void {
  console.log(`hxtopo-suite: ${JSON.stringify(line)}`);
}
