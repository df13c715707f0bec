import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** How long one thing may take to show, and how long an act may take to show its effect before it is repeated. */
const showMs = 60_000;
const actMs = 3_000;

/** A VS Code workbench in the browser, in the terms of the person before it. */
export class Workbench {
  #page;
  #artifacts;

  /**
   * @param {import('playwright-core').Page} page
   * @param {string} artifacts the folder for screenshots
   */
  constructor(page, artifacts) {
    this.#page = page;
    this.#artifacts = artifacts;
  }

  /**
   * @param {string} address a server's, with the folder and the file to open
   * @returns {Promise<void>} when the file's text is shown
   */
  async open(address) {
    await this.#page.goto(address);
    await this.#page
      .locator('.monaco-editor .view-line')
      .first()
      .waitFor({ timeout: 2 * showMs });
  }

  /**
   * Opens a file of the workspace by its name.
   * @param {string} name
   * @returns {Promise<void>} when its editor has the focus
   */
  async openFile(name) {
    await this.#repeat(name, async () => {
      await this.#page.keyboard.press('Control+p');
      await this.#page.locator('.quick-input-widget input').fill(name, { timeout: actMs });
      const found = this.#page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: name });
      await found.waitFor({ timeout: actMs });
      await this.#page.keyboard.press('Enter');
      await this.#page.locator('.tab.active', { hasText: name }).waitFor({ timeout: actMs });
      await this.#page.locator('.editor-instance .monaco-editor.focused').waitFor({ timeout: actMs });
    });
  }

  /** Runs a command by its title. */
  async command(title) {
    await this.#repeat(title, async () => {
      await this.#page.keyboard.press('F1');
      await this.#page.locator('.quick-input-widget input').fill(`>${title}`, { timeout: actMs });
      const found = this.#page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: title });
      await found.waitFor({ timeout: actMs });
      await this.#page.keyboard.press('Enter');
    });
  }

  /** Opens the workbench again as it was left: without the file that its address told to open. */
  async reload() {
    await this.#page.evaluate(() => {
      const address = new URL(location.href);
      address.searchParams.delete('payload');
      history.replaceState(undefined, '', address);
    });
    // A page that is just closed would not be kept as it is: VS Code writes that down now and then, and when it ends.
    const loaded = this.#page.waitForEvent('load', { timeout: showMs });
    await this.command('Developer: Reload Window');
    await loaded;
    await this.#page
      .locator('.monaco-editor .view-line')
      .first()
      .waitFor({ timeout: 2 * showMs });
  }

  /** Takes the name that the dialog for saving a file proposes. */
  async saveAs(name) {
    const input = this.#page.locator('.quick-input-widget input');
    await this.#until(`${name} is proposed`, async () => (await input.inputValue().catch(() => '')).endsWith(name));
    await input.press('Enter');
  }

  /**
   * Scrolls a line to the middle of the editor and puts the cursor there.
   * @param {number} line counted from 1
   */
  async goToLine(line) {
    await this.#repeat(`line ${line}`, async () => {
      // Beside a view that has the focus there is no editor in which a line could be gone to.
      await this.#page.keyboard.press('Control+1');
      await this.#page.keyboard.press('Control+g');
      await this.#page.locator('.quick-input-widget input').fill(`:${line}`, { timeout: actMs });
      await this.#page.keyboard.press('Enter');
      const shown = this.#page.locator('.monaco-editor .line-numbers.active-line-number', { hasText: `${line}` });
      await shown.first().waitFor({ timeout: actMs });
      // The cursor may have been there before: the next key is for the editor only when the input is gone.
      await this.#page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: actMs });
      await this.#page.locator('.editor-group-container .monaco-editor.focused').first().waitFor({ timeout: actMs });
    });
  }

  /**
   * Waits for the squiggle under a word.
   * @param {'error' | 'warning' | 'info'} severity
   * @param {string} word in a line that is in view
   */
  async squiggle(severity, word) {
    await this.#until(`a ${severity} squiggle under ${word}`, async () => {
      const under = await this.#wordBox(word);
      const boxes = await this.#boxes(`.monaco-editor .squiggly-${severity}`);
      return under && boxes.find((box) => overlaps(box, under));
    });
  }

  /** Waits until no squiggle of a severity is in view. */
  async noSquiggle(severity) {
    await this.#page.waitForFunction(
      (selector) => document.querySelector(selector) === null,
      `.monaco-editor .squiggly-${severity}`,
      { timeout: showMs },
    );
  }

  /** Waits until a lens with a text stands right above the line that shows a word. */
  async lens(text, word) {
    await this.#until(`the lens "${text}" above ${word}`, async () => {
      const below = await this.#wordBox(word);
      const lenses = this.#page.locator('.monaco-editor .codelens-decoration', { hasText: text });
      for (const lens of await lenses.all()) {
        const box = await lens.boundingBox();
        const gap = box && below && below.y - (box.y + box.height);
        if (gap !== null && gap !== undefined && Math.abs(gap) < below.height) return true;
      }
    });
  }

  /** Waits until some lens with a text is in view. */
  async anyLens(text) {
    const lens = this.#page.locator('.monaco-editor .codelens-decoration:visible', { hasText: text });
    await lens.first().waitFor({ timeout: showMs });
  }

  /**
   * Points at a word until its hover shows a text, and leaves the pointer there.
   * @param {string} word
   * @param {string} text
   */
  async hover(word, text) {
    await this.#repeat(`the hover of ${word}`, async () => {
      const { x, y, width, height } = await this.#wordBox(word);
      await this.#page.mouse.move(0, 0);
      await this.#page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
      await this.#page.locator('.monaco-hover:visible', { hasText: text }).first().waitFor({ timeout: actMs });
    });
  }

  /**
   * Opens the menu of quick fixes at a word.
   * @param {string} word
   * @param {RegExp} title of a fix that the menu must hold
   */
  async openQuickFixes(word, title) {
    await this.#repeat('the menu of quick fixes', async () => {
      await this.#page.keyboard.press('Escape');
      const { x, y, width, height } = await this.#wordBox(word);
      await this.#page.mouse.click(x + width / 2, y + height / 2);
      await this.#page.keyboard.press('Control+.');
      await this.#fix(title).waitFor({ timeout: actMs });
    });
  }

  /**
   * Goes to a fix in the open menu by the keyboard and applies it.
   * @param {RegExp} title
   */
  async applyQuickFix(title) {
    const focused = this.#page.locator('.action-widget .monaco-list-row.focused');
    await this.#repeat(`the fix ${title}`, async () => {
      if (title.test((await focused.textContent({ timeout: actMs })) ?? '')) return;
      await this.#page.keyboard.press('ArrowDown');
      throw new Error('it is not the focused one yet');
    });
    await this.#page.keyboard.press('Enter');
    await this.#page.locator('.action-widget .monaco-list-row').first().waitFor({ state: 'hidden', timeout: showMs });
  }

  /**
   * Saves by the keyboard until the file on disk has a text.
   * @param {string} file the path of the file in the editor
   * @param {string} text
   */
  async save(file, text) {
    const saved = async () => {
      await this.#page.keyboard.press('Control+s');
      return readFileSync(file, 'utf8') === text;
    };
    // What stands there instead says more than that it took too long.
    await this.#until(`${file} saved`, saved).catch(() => assert.equal(readFileSync(file, 'utf8'), text));
  }

  /** Saves by the keyboard until no editor has anything to save. */
  async saveAway() {
    await this.#repeat('saved', async () => {
      await this.#page.keyboard.press('Control+s');
      await this.#page.locator('.tab.dirty').first().waitFor({ state: 'hidden', timeout: actMs });
    });
  }

  /** How many editors have something to save. */
  unsaved() {
    return this.#page.locator('.tab.dirty').count();
  }

  /** Opens the Problems panel where it is not open, and gives its rows' texts. */
  async problems() {
    const panel = this.#page.locator('.markers-panel');
    await this.#repeat('the Problems panel', async () => {
      if (!(await panel.isVisible())) await this.#page.keyboard.press('Control+Shift+m');
      await panel.waitFor({ timeout: actMs });
    });
    return (await panel.locator('.monaco-list-row').allTextContents()).map(plain);
  }

  /**
   * Waits until the Problems panel holds a text, or holds it no more.
   * @param {string} text
   * @param {boolean} held
   */
  async problem(text, held) {
    const what = `${text} ${held ? 'in' : 'gone from'} the Problems panel`;
    await this.#until(what, async () => (await this.problems()).some((row) => row.includes(text)) === held);
  }

  /** Keeps what is shown as an artefact. */
  async screenshot(name) {
    // A hover fades in: half of it makes a picture that nobody can read. One that is drawn anew meanwhile cancels its fading.
    await this.#page.evaluate(async () => {
      const hovers = [...document.querySelectorAll('.monaco-hover')];
      const fading = hovers.flatMap((hover) => hover.getAnimations());
      await Promise.allSettled(fading.map((animation) => animation.finished));
    });
    await this.#page.screenshot({ path: path.join(this.#artifacts, `${name}.png`) });
  }

  #fix(title) {
    return this.#page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  }

  /** Where a word stands on the screen: in the topmost line that shows it. */
  #wordBox(word) {
    return this.#page.evaluate((searched) => {
      const top = (line) => line.getBoundingClientRect().top;
      const lines = [...document.querySelectorAll('.monaco-editor .view-line')].sort((a, b) => top(a) - top(b));
      for (const line of lines) {
        const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
          const start = node.textContent.indexOf(searched);
          if (start < 0) continue;
          const range = document.createRange();
          range.setStart(node, start);
          range.setEnd(node, start + searched.length);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x, y, width, height };
        }
      }
    }, word);
  }

  #boxes(selector) {
    return this.#page.$$eval(selector, (elements) =>
      elements.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x, y, width, height };
      }),
    );
  }

  /** Does an act again until it does not fail: clicks and keys that come while the workbench is busy are lost. */
  async #repeat(what, act) {
    let last;
    for (const deadline = Date.now() + showMs; Date.now() < deadline; ) {
      try {
        return await act();
      } catch (error) {
        last = error;
      }
    }
    throw new Error(`${what}: ${last?.message}`);
  }

  async #until(what, holds) {
    for (const deadline = Date.now() + showMs; Date.now() < deadline; ) {
      if (await holds()) return;
      await this.#page.evaluate(() => new Promise(requestAnimationFrame));
    }
    throw new Error(`${what}: not seen within ${showMs} ms`);
  }
}

function overlaps(a, b) {
  const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  return !apart;
}

/** The workbench shows blanks as no-break spaces. */
function plain(text) {
  return text.replaceAll('\u00a0', ' ');
}
