import assert from 'node:assert/strict';

/**
 * Somebody who folds, zooms and moves the picture of a real cluster.
 *
 * @param {import('./workbench.mjs').Workbench} workbench shows the file and the plan view beside it
 * @param {import('./plan-page.mjs').PlanPage} plan shows the table of VMs
 * @returns {import('./steps.mjs').Step[]}
 */
export function pictureSteps(workbench, plan) {
  const ground = plan.locator('.picture .ground');
  const fold = plan.locator('.fold[aria-label*="Cluster KOH"]');
  const hosts = () => plan.locator('.box.host').count();
  const isFolded = (is) => plan.locator(`.fold[aria-label*="Cluster KOH"][aria-expanded=${!is}]`).waitFor();
  const placeOf = (selector) =>
    plan.evaluate((wanted) => document.querySelector(wanted).getBoundingClientRect().toJSON(), selector);
  return [
    [
      'a cluster of the picture is folded by the keyboard, which stays where it is, and that is kept over a reload',
      async () => {
        await plan.locator('[role=tab]', { hasText: 'Picture' }).click();
        await isFolded(false);
        const before = await hosts();
        await fold.press('Enter');
        await isFolded(true);
        assert.ok((await hosts()) < before);
        const focused = await plan.evaluate(() => document.activeElement.getAttribute('aria-expanded'));
        assert.equal(focused, 'false', 'the focus left the button');
        assert.deepEqual(await plan.violations(), []);
        await workbench.screenshot('8-picture-folded');
        await workbench.reload();
        await isFolded(true);
        await fold.click();
        await isFolded(false);
        assert.equal(await hosts(), before);
      },
    ],
    [
      'the wheel zooms the picture, and what is under the mouse stays there; a drag moves it',
      async () => {
        for (let time = 0; time < 5; time++) await ground.press('+');
        const host = plan.locator('.box.host > rect').nth(3);
        await host.scrollIntoViewIfNeeded();
        const [wide, was] = [(await host.boundingBox()).width, await plan.middle(host)];
        await plan.zoom(host, 3);
        await plan.until(async () => (await host.boundingBox()).width > wide * 1.25);
        const is = await plan.middle(host);
        assert.ok(Math.hypot(is.x - was.x, is.y - was.y) < 4, `from ${JSON.stringify(was)} to ${JSON.stringify(is)}`);
        const { left } = await placeOf('.picture svg');
        await plan.evaluate(() => {
          document.querySelector('.picture svg').addEventListener('click', ({ currentTarget }) => {
            currentTarget.dataset.clicked = '';
          });
        });
        await plan.drag(host, -60, 0);
        await plan.until(async () => Math.abs((await placeOf('.picture svg')).left - (left - 60)) < 4);
        // The drag begins and ends on a host.
        assert.ok(!(await plan.evaluate(() => 'clicked' in document.querySelector('.picture svg').dataset)));
        await workbench.screenshot('9-picture-zoomed');
        await plan.locator('button', { hasText: 'Fit' }).click();
        await plan.locator('[role=tab]', { hasText: 'VMs' }).click();
        await plan.locator('.grid').waitFor();
      },
    ],
  ];
}
