import { parseSuiteOutput } from './report.mjs';

/** The whole suite must be done by then: VS Code also says nothing when it ignores the request to run one. */
const timeoutMs = 240_000;

/**
 * Opens a workbench that is asked to run a suite, and listens to it.
 *
 * @param {import('playwright-core').Browser} browser opens the workbench, which starts the extension host
 * @param {string} address the workbench's, with the suite in its payload
 * @param {(line: ReturnType<typeof parseSuiteOutput>[number]) => void} onLine hears what the suite reports
 * @returns {Promise<void>} when the suite has ended, well or not
 * @throws when it does not end in time
 */
export async function runSuiteIn(browser, address, onLine) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const output = [];
    await page.exposeFunction('codeAutomationLog', (_type, args) => {
      const text = args.join(' ');
      output.push(text);
      for (const line of parseSuiteOutput(text)) onLine(line);
    });
    let timer;
    const ended = new Promise((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`No end within ${timeoutMs} ms\n${output.slice(-20).join('\n')}`)),
        timeoutMs,
      );
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    }).finally(() => clearTimeout(timer));
    await page.goto(address);
    await ended;
  } finally {
    await context.close();
  }
}
