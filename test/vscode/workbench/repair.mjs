const code = 'firewall/iovisor-rule-missing';
const addTheRule = /add .*rule/i;

/**
 * What a user does with the example of the format: sees what is wrong, why it matters, and repairs it.
 *
 * @param {import('./workbench.mjs').Workbench} workbench shows the example
 * @param {object} example
 * @param {string} example.text what it holds
 * @param {string} example.repaired what it must become
 * @param {import('./steps.mjs').Step} example.saves saves it
 * @returns {import('./steps.mjs').Step[]}
 */
export function repairSteps(workbench, { text, repaired, saves }) {
  const lineOf = (part, where = text) => where.slice(0, where.indexOf(part)).split('\n').length;
  return [
    [
      'the host without a rule has a squiggle',
      async () => {
        await workbench.goToLine(lineOf('name: esx02'));
        await workbench.squiggle('warning', 'esx02');
        await workbench.screenshot('1-squiggle');
      },
    ],
    [
      'the Problems panel holds it',
      async () => {
        await workbench.problem(code, true);
        await workbench.screenshot('2-problems');
      },
    ],
    [
      'each VM has a lens with its proxy and mode',
      async () => {
        await workbench.goToLine(lineOf('name: web01'));
        await workbench.lens('proxy01 · Direct NFS via IO Visor', 'sql01');
        await workbench.lens('proxy01 · Direct NFS via controller cluster IP', 'web01');
        await workbench.screenshot('3-lenses');
      },
    ],
    [
      'the hover of a VM tells its plan',
      async () => {
        await workbench.hover('web01', 'controller cluster IP');
        await workbench.screenshot('4-hover');
      },
    ],
    [
      'a quick fix adds the rule',
      async () => {
        await workbench.goToLine(lineOf('name: esx02'));
        await workbench.openQuickFixes('esx02', addTheRule);
        await workbench.screenshot('5-quick-fixes');
        await workbench.applyQuickFix(addTheRule);
        await workbench.noSquiggle('warning');
        await workbench.screenshot('6-fixed');
      },
    ],
    saves,
    [
      'web01 gets the IO Visor, and the Problems panel is rid of it',
      async () => {
        await workbench.goToLine(lineOf('name: web01', repaired));
        await workbench.lens('proxy01 · Direct NFS via IO Visor', 'web01');
        await workbench.problem(code, false);
        await workbench.screenshot('7-repaired');
      },
    ],
  ];
}
