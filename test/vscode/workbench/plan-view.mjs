import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pictureSteps } from './picture-steps.mjs';

/** In the page at once, whatever the size of the site. */
const MOST_ROWS = 200;

const THEMES = ['Dark Modern', 'Light Modern', 'Default High Contrast'];

/**
 * Somebody who looks at the plan of a real cluster beside its file, and of a site of 50,000 VMs.
 *
 * @param {import('./workbench.mjs').Workbench} workbench shows the file
 * @param {object} site
 * @param {import('./plan-page.mjs').PlanPage} site.plan
 * @param {import('./keyboard.mjs').Keyboard} site.keyboard
 * @param {string} site.file the sample's path on disk
 * @param {string} site.large that of the large one
 * @param {(name: string) => void} site.setTheme for when the workbench is opened again
 * @returns {import('./steps.mjs').Step[]}
 */
export function planViewSteps(workbench, { plan, keyboard, file, large, setTheme }) {
  const lineOf = (part) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(part)) + 1;
  /** Has a VM on a host that nothing declares, so that it fails. */
  const breakVm = async () => {
    await workbench.goToLine(lineOf('name: inf-dc02') + 1);
    await keyboard.press('End');
    await keyboard.type('9');
  };
  /** Mends that, and saves: what is not saved would come back after a reload as VS Code last wrote it down. */
  const mendVm = async (isShown) => {
    await workbench.goToLine(lineOf('name: inf-dc02') + 1);
    await keyboard.press('End', 'Backspace');
    await isShown();
    await workbench.saveAway();
  };
  const nothingChanges = () => plan.locator('.changes', { hasText: 'Nothing changes since the last save' }).waitFor();
  return [
    [
      'Show Plan opens the view beside the file',
      async () => {
        await workbench.openFile(path.basename(file));
        await workbench.anyLens(/62 VMs/);
        await workbench.command('Topology: Show Plan');
        await plan.counts('62 rows');
        await plan.rowHolds('inf-dc01', 'IO Visor');
        await workbench.screenshot('1-open');
      },
    ],
    [
      'the page runs no script but its own, and reaches nobody',
      async () => {
        assert.deepEqual(await plan.evaluate(refusals), {
          refused: ['connect-src', 'img-src', 'script-src-elem', 'style-src-elem'],
          ran: false,
        });
      },
    ],
    [
      'the cursor in the file leads to its row, and to why',
      async () => {
        await workbench.goToLine(lineOf('name: vdi-015'));
        await plan.chosen('vdi-015');
        await plan.locator('.chart .node.outcome.taken', { hasText: 'Cluster IP' }).waitFor();
        assert.deepEqual(await plan.evaluate(cutInChart), []);
        await workbench.screenshot('2-cursor');
      },
    ],
    [
      'why is copied as Markdown, for a ticket',
      async () => {
        await plan.locator('.detail .copy').click();
        await plan.locator('[role=status]', { hasText: 'Explanation copied as Markdown' }).waitFor();
        assert.match(await plan.clipboard(), /^# vdi-015[\s\S]*cluster IP/);
      },
    ],
    [
      'a click leads to the line in the file, also from what decided a step',
      async () => {
        await plan.locator('input[type=search]').fill('gold-win11-gpu');
        await plan.counts('1 of 62 rows');
        await plan.locator('.line').first().click();
        await keyboard.at('name: gold-win11-gpu');
        await plan.locator('input[type=search]').fill('vdi-015');
        await plan.locator('.line', { hasText: 'vdi-015' }).click();
        await keyboard.at('name: vdi-015');
        await plan.locator('.chart .node[role=button]', { hasText: 'IO Visor' }).press('Enter');
        await keyboard.at('172.17.240.223');
        await plan.locator('input[type=search]').fill('');
        await plan.counts('62 rows');
      },
    ],
    [
      'the table is filtered by mode, sorted and grouped',
      async () => {
        await plan.locator('.summary button', { hasText: 'Cluster IP' }).click();
        await plan.counts('13 of 62 rows');
        await plan.locator('.summary button', { hasText: 'Cluster IP' }).click();
        await plan.counts('62 rows');
        await plan.locator('select[aria-label=Host]').selectOption('=172.17.240.223');
        await plan.counts('7 of 62 rows');
        await plan.locator('.chips button[aria-label^="Host 172.17.240.223"]').click();
        await plan.counts('62 rows');
        assert.equal(await plan.locator('.chips button').count(), 0);
        const byName = plan.locator('.head button', { hasText: 'VM' });
        await byName.click();
        await byName.click();
        await plan.locator('[role=columnheader][aria-sort=descending]').waitFor();
        await plan.until(async () => (await plan.column('vm'))[0]?.startsWith('vdi-0'));
        await byName.click();
        await plan.locator('select[aria-label="Group by"]').selectOption('way');
        await plan.locator('.group', { hasText: '48 rows' }).waitFor();
        await workbench.screenshot('3-grouped');
        await plan.locator('select[aria-label="Group by"]').selectOption('');
        await plan.until(async () => (await plan.column('vm'))[0] === 'inf-dc01');
      },
    ],
    [
      'nothing moves for who wants less motion, and twice as large it is all there',
      async () => {
        await plan.locator('select[aria-label="Group by"]').selectOption('way');
        await plan.locator('.group', { hasText: '48 rows' }).waitFor();
        assert.ok((await plan.moving()) > 0, 'it is not seen what moves');
        await plan.reduceMotion(true);
        assert.equal(await plan.moving(), 0);
        await plan.reduceMotion(false);
        await plan.locator('select[aria-label="Group by"]').selectOption('');
        const restore = await plan.enlarge(2);
        const { table, detail, rows } = await plan.evaluate(() => ({
          table: document.querySelector('.grid').getBoundingClientRect().bottom,
          detail: document.querySelector('.detail').getBoundingClientRect().top,
          rows: document.querySelector('.grid').clientHeight / document.querySelector('.line').clientHeight,
        }));
        assert.ok(table <= detail, 'the detail lies over the table');
        assert.ok(rows >= 4, `the table has room for ${rows} rows`);
        assert.equal(await plan.evaluate(() => document.scrollingElement.scrollWidth - innerWidth), 0);
        assert.deepEqual(await plan.violations(), []);
        await workbench.screenshot('3-enlarged');
        await restore();
        await plan.counts('62 rows');
      },
    ],
    [
      'the keyboard goes through the rows, and Enter to the file',
      async () => {
        await plan.locator('.line', { hasText: 'inf-dc01' }).click();
        await keyboard.press('End');
        await plan.until(async () => (await plan.locator('.grid').getAttribute('aria-activedescendant')) === 'line-61');
        const read = () => plan.evaluate(() => document.querySelector('.detail .body').scrollTop);
        await plan.locator('.detail h2', { hasText: 'vdi-054' }).waitFor();
        await plan.evaluate(() => document.querySelector('.detail .body').scrollTo(0, 100));
        assert.equal(await read(), 100);
        await keyboard.press('Home', 'ArrowDown');
        await plan.chosen('inf-dc02');
        await plan.until(async () => (await read()) === 0);
        await keyboard.press('Shift+ArrowDown', 'Control+c');
        await plan.locator('[role=status]', { hasText: '2 rows copied' }).waitFor();
        const [heading, first, second] = (await plan.clipboard()).split('\n').map((line) => line.split('\t'));
        assert.deepEqual([heading.length, first.length, second.length], Array(3).fill(heading.length));
        assert.ok(first.includes('inf-dc02'), first.join());
        await keyboard.press('ArrowUp');
        await plan.chosen('inf-dc02');
        await keyboard.press('Enter');
        await keyboard.at('name: inf-dc02');
      },
    ],
    [
      'the rows shown are exported as CSV',
      async () => {
        const csv = path.join(path.dirname(file), 'koh.plan.csv');
        await plan.locator('input[type=search]').fill('inf-');
        await plan.locator('button', { hasText: 'Export CSV' }).click();
        await workbench.saveAs('koh.plan.csv');
        await plan.locator('[role=status]', { hasText: 'rows exported' }).waitFor();
        assert.ok(existsSync(csv));
        const rows = readFileSync(csv, 'utf8').trimEnd().split('\r\n').slice(1);
        assert.ok(rows.length > 0 && rows.every((row) => row.includes('inf-')), rows.join('\n'));
        rmSync(csv);
        await plan.locator('input[type=search]').fill('');
        await plan.counts('62 rows');
      },
    ],
    [
      'a keystroke changes a row, builds no other, and moves nothing',
      async () => {
        const top = () => plan.evaluate(() => document.querySelector('.grid').getBoundingClientRect().top);
        const before = await top();
        await plan.evaluate(() => {
          for (const row of document.querySelectorAll('.line')) row.marked = true;
        });
        await breakVm();
        await plan.rowHolds('inf-dc02', 'Fails');
        const kept = await plan.evaluate(() => [...document.querySelectorAll('.line')].every((row) => row.marked));
        assert.ok(kept, 'a row was built anew');
        assert.equal(await top(), before);
        await mendVm(() => plan.rowHolds('inf-dc02', 'IO Visor'));
        assert.equal(await top(), before);
      },
    ],
    [
      'Changes tells what an edit changes, and why, and leads to the VM',
      async () => {
        await breakVm();
        await workbench.anyLens(/worse since the last save/);
        await plan.locator('[role=tab]', { hasText: 'Changes' }).click();
        await plan.locator('.changes', { hasText: '1 worse' }).waitFor();
        assert.deepEqual(await plan.violations(), []);
        await workbench.screenshot('4-changes');
        await plan.locator('.change', { hasText: 'inf-dc02' }).dblclick();
        await keyboard.at('name: inf-dc02');
        await mendVm(nothingChanges);
        await plan.locator('[role=tab]', { hasText: 'VMs' }).click();
      },
    ],
    [
      'the picture tab shows hosts; Enter focuses on one, Escape shows all again, a click leads to its line',
      async () => {
        await workbench.goToLine(lineOf('name: koh-proxy04') + 1);
        await plan.locator('[role=tab]', { hasText: 'VMs' }).press('ArrowRight');
        await plan.locator('.box.proxy.pointed[aria-label*="koh-proxy04"]').waitFor();
        const host = plan.locator('.box.host[aria-label^="Host 172.17.240.223"]');
        await host.waitFor();
        const boxes = await plan.locator('.box').count();
        await host.press(' ');
        await keyboard.at('172.17.240.223');
        await workbench.screenshot('6-picture');
        await host.press('Enter');
        await plan.until(async () => (await plan.locator('.box').count()) < boxes);
        await workbench.screenshot('7-picture-focus');
        await plan.locator('.picture .ground').press('Escape');
        await plan.until(async () => (await plan.locator('.box').count()) === boxes);
        assert.deepEqual(await plan.violations(), []);
        await plan.locator('[role=tab]', { hasText: 'Picture' }).press('ArrowLeft');
        await plan.locator('.grid').waitFor();
      },
    ],
    ...pictureSteps(workbench, plan),
    [
      'behind another editor, and in sight again, it is as it was',
      async () => {
        await plan.locator('.line', { hasText: 'inf-broker02' }).click();
        await plan.chosen('inf-broker02');
        // Over the view, since that has the focus.
        await workbench.openFile('notes.txt');
        await plan.locator('.grid').waitFor({ state: 'hidden' });
        await keyboard.press('Control+PageUp');
        await plan.chosen('inf-broker02');
        await plan.locator('.chart').waitFor();
      },
    ],
    ...THEMES.map((theme) => [
      `in ${theme} it is as it was left, and an automated check finds it accessible`,
      async () => {
        await plan.locator('.line', { hasText: 'inf-broker02' }).click();
        await plan.locator('.detail', { hasText: 'inf-broker02' }).waitFor();
        setTheme(theme);
        assert.equal(await workbench.unsaved(), 0);
        await workbench.reload();
        await plan.chosen('inf-broker02');
        await plan.locator('.chart').waitFor();
        const name = theme.toLowerCase().replaceAll(' ', '-');
        await workbench.screenshot(`5-${name}`);
        assert.deepEqual(await plan.evaluate(cutInTable), []);
        assert.deepEqual(await plan.violations(), []);
        await plan.locator('[role=tab]', { hasText: 'Picture' }).click();
        await plan.locator('.box.proxy').first().waitFor();
        await workbench.screenshot(`6-picture-${name}`);
        assert.deepEqual(await plan.violations(), []);
        await breakVm();
        await plan.locator('[role=tab]', { hasText: 'Changes' }).click();
        await plan.locator('.changes', { hasText: '1 worse' }).waitFor();
        await workbench.screenshot(`4-changes-${name}`);
        assert.deepEqual(await plan.violations(), []);
        await mendVm(nothingChanges);
        await plan.locator('[role=tab]', { hasText: 'VMs' }).click();
      },
    ]),
    [
      'of 50,000 VMs only those in sight are in the page, however far one scrolls',
      async () => {
        // Into the editor, so that the file opens there and not over the view.
        await plan.locator('.line', { hasText: 'inf-broker02' }).dblclick();
        await keyboard.at('name: inf-broker02');
        await workbench.openFile(path.basename(large));
        await plan.counts('50,000 rows');
        const { longest, most, gauged } = await plan.evaluate(scrollThrough);
        assert.ok(gauged >= 80, `a task of 80 ms was seen as one of ${gauged} ms`);
        // No time decides a test: other work on the machine is in it.
        const tasks = longest === 0 ? 'no task took 50 ms' : `the longest task took ${Math.round(longest)} ms`;
        console.log(`  ${most} rows in the page at most; ${tasks}`);
        assert.ok(most <= MOST_ROWS, `${most} rows were in the page`);
        await plan.until(async () => (await plan.column('vm')).at(-1) !== '');
        await workbench.screenshot('6-large');
      },
    ],
  ];
}

/** A site of so many VMs in few letters: VS Code on the web asks before it opens a file of more than 10 MB. */
export function manyVms(count) {
  const each = (number, write) => Array.from({ length: number }, (_, index) => write(index)).join('');
  return `topology: 1
hyperflex: [{ name: hx, version: 5.0(2e), addedToBackupServer: true, dataNetwork: 10.0.0.0/16 }]
clusters:
  - name: cl
    hyperflex: hx
hosts:
${each(50, (host) => `  - { name: esx${host}, cluster: cl, firewall: { enabled: ${host % 5 === 0} } }\n`)}
datastores: [{ name: ds, hyperflex: hx }]
proxies:
${each(8, (proxy) => `  - { name: proxy${proxy}, type: physical, addresses: [10.0.1.${proxy + 1}] }\n`)}
vms:
${each(count, (vm) => `  - { name: vm${vm}, host: esx${vm % 50}, datastore: ds }\n`)}
jobs: [{ name: nightly, include: ["*"] }]
`;
}

/** The texts that a column of the table cuts off. */
function cutInTable() {
  const cells = [...document.querySelectorAll('.line .cell')].filter((cell) => cell.scrollWidth > cell.clientWidth);
  return cells.map((cell) => cell.textContent);
}

/** What of the flow chart is not whole in the page: it as a whole, or a text that leaves its box. */
function cutInChart() {
  const chart = document.querySelector('.chart');
  const texts = [...chart.querySelectorAll('.node')].filter((node) => {
    const text = node.querySelector('text').getBBox();
    const box = node.querySelector('rect').getBBox();
    return text.x < box.x || text.x + text.width > box.x + box.width;
  });
  return [
    ...(chart.scrollWidth > chart.clientWidth ? [`${chart.scrollWidth - chart.clientWidth} pixels of the chart`] : []),
    ...texts.map((node) => node.textContent),
  ];
}

/**
 * Scrolls through the whole table, in the page. Gives the longest task of the page in ms, or 0 where none took 50 ms, the most
 * rows that were there, and as how long a task of 80 ms was seen.
 */
async function scrollThrough() {
  let longest = 0;
  let most = 0;
  // The workbench around it works in the same thread: on its editors, say.
  const look = (tasks) => {
    for (const { name, duration } of tasks) if (name === 'self') longest = Math.max(longest, duration);
  };
  const observer = new PerformanceObserver((list) => look(list.getEntries()));
  observer.observe({ type: 'longtask' });
  const idle = () => new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve)));
  // What sees no long task at all would find none.
  await idle();
  for (const end = performance.now() + 80; performance.now() < end; );
  await idle();
  const gauged = longest;
  longest = 0;
  const grid = document.querySelector('.grid');
  const steps = 120;
  for (let step = 0; step <= steps; step++) {
    grid.scrollTop = (grid.scrollHeight * step) / steps;
    await new Promise(requestAnimationFrame);
    most = Math.max(most, document.querySelectorAll('.line').length);
  }
  await idle();
  look(observer.takeRecords());
  observer.disconnect();
  return { longest, most, gauged };
}

/** Runs in the page: tries what a hostile text might, and tells what the policy of the page refuses of it. */
async function refusals() {
  const refused = new Set();
  const all = new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      refused.add(effectiveDirective);
      if (refused.size === 4) resolve();
    });
  });
  for (const [name, text] of [
    ['script', 'window.ran = true'],
    ['style', 'body { display: none }'],
  ]) {
    const element = document.createElement(name);
    element.textContent = text;
    document.head.append(element);
  }
  new Image().src = 'https://evil.example/a.png';
  await fetch('https://evil.example/').catch(() => undefined);
  // Else what is not refused would be waited for.
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, 10_000))]);
  return { refused: [...refused].sort(), ran: 'ran' in window };
}
