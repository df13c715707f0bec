import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** How long one thing may take to show. */
const showMs = 60_000;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The page of the plan view, in the terms of the person before it. */
export class PlanPage {
  #page;
  #inner;

  /** @param {import('playwright-core').Page} page shows the workbench */
  constructor(page) {
    this.#page = page;
    this.#inner = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** What is found in the page. */
  locator(selector, options) {
    return this.#inner.locator(selector, options);
  }

  /** The row of a VM that is in sight. */
  row(vm) {
    return this.#inner.locator('.line:not(.group)', { has: this.#page.locator(`.cell.vm:text-is("${vm}")`) });
  }

  /** Waits until a VM's row holds a text. */
  async rowHolds(vm, text) {
    await this.#inner.locator('.line', { hasText: vm }).filter({ hasText: text }).first().waitFor({ timeout: showMs });
  }

  /** Waits until the row of a VM is chosen. */
  async chosen(vm) {
    await this.#inner.locator('.line.chosen', { hasText: vm }).waitFor({ timeout: showMs });
  }

  /** Waits until the line below the table says how many rows there are. */
  async counts(text) {
    await this.#inner.locator(`footer > :first-child:text-is("${text}")`).waitFor({ timeout: showMs });
  }

  /** The texts of a column, from the top, as far as they are in the page. */
  async column(name) {
    return this.evaluate(
      (selector) =>
        [...document.querySelectorAll('.line:not(.group)')]
          .sort((a, b) => a.getBoundingClientRect().y - b.getBoundingClientRect().y)
          .map((row) => row.querySelector(selector).textContent),
      `.cell.${name}`,
    );
  }

  /** Waits until something holds. */
  async until(holds) {
    for (const deadline = Date.now() + showMs; Date.now() < deadline; await this.#page.waitForTimeout(50)) {
      if (await holds()) return;
    }
    assert.fail(`not so within ${showMs} ms: ${holds}`);
  }

  /** Turns the wheel over the middle of something, with Ctrl held. */
  async zoom(locator, times) {
    const { x, y } = await this.middle(locator);
    await this.#page.mouse.move(x, y);
    await this.#page.keyboard.down('Control');
    for (let turn = 0; turn < Math.abs(times); turn++) await this.#page.mouse.wheel(0, times > 0 ? -100 : 100);
    await this.#page.keyboard.up('Control');
  }

  /** Drags the mouse from the middle of something. */
  async drag(locator, dx, dy) {
    const { x, y } = await this.middle(locator);
    await this.#page.mouse.move(x, y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(x + dx, y + dy, { steps: 4 });
    await this.#page.mouse.up();
  }

  /** Where the middle of something is on the screen. */
  async middle(locator) {
    const { x, y, width, height } = await locator.boundingBox();
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** The text on the clipboard. */
  async clipboard() {
    return this.#page.evaluate(() => navigator.clipboard.readText());
  }

  /** Runs a function in the page. */
  async evaluate(run, argument) {
    return (await this.#frame()).evaluate(run, argument);
  }

  /** Asks pages for less motion, as a setting of the system does, or no longer. */
  reduceMotion(reduced) {
    return this.#page.emulateMedia({ reducedMotion: reduced ? 'reduce' : 'no-preference' });
  }

  /** How many elements would move when they change. */
  moving() {
    return this.evaluate(() => {
      const styles = [...document.querySelectorAll('*')].map((element) => getComputedStyle(element));
      const moves = (style) => style.transitionDuration.split(', ').some((time) => time !== '0s');
      return styles.filter((style) => moves(style) || style.animationName !== 'none').length;
    });
  }

  /** Leaves as much room as there is at such a zoom. Gives what takes that back. */
  async enlarge(times) {
    const { width, height } = this.#page.viewportSize();
    await this.#page.setViewportSize({ width: Math.round(width / times), height: Math.round(height / times) });
    return () => this.#page.setViewportSize({ width, height });
  }

  /** What an automated check of accessibility finds wrong, in words. */
  async violations() {
    const frame = await this.#frame();
    await frame.evaluate(axe);
    return frame.evaluate(async () => {
      const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
      return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
  }

  async #frame() {
    for (const deadline = Date.now() + showMs; Date.now() < deadline; await this.#page.waitForTimeout(100)) {
      for (const frame of this.#page.frames()) {
        if (await frame.evaluate(() => document.querySelector('.grid') !== null).catch(() => false)) return frame;
      }
    }
    return assert.fail('there is no plan view');
  }
}
