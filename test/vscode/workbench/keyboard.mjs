import assert from 'node:assert/strict';

/** How long one thing may take to show, and how long a key may take to show its effect before it is pressed again. */
const showMs = 60_000;
const actMs = 3_000;

/**
 * Somebody at the keyboard who writes a topology file: types what only he can know, and takes what is offered. Keys wait
 * for nothing but what he would look at first: the line that the cursor is in, and the list of suggestions.
 */
export class Keyboard {
  /** How many characters were typed into the file. */
  typed = 0;
  #page;

  /** @param {import('playwright-core').Page} page shows an editor that has the focus */
  constructor(page) {
    this.#page = page;
  }

  /** Types a text into the file. */
  async type(text) {
    await this.#page.keyboard.type(text);
    this.typed += text.length;
  }

  /** Presses keys that write nothing of a topology by themselves. */
  async press(...keys) {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /**
   * Waits until the cursor is in a line.
   * @param {string} part of the line
   */
  async at(part) {
    const line = () => this.#page.evaluate(currentLine);
    let seen;
    for (const deadline = Date.now() + showMs; Date.now() < deadline; await this.#frame()) {
      seen = await line();
      if (seen?.includes(part)) return;
    }
    assert.fail(`the cursor is to be in the line "${part}", but is in "${seen}"`);
  }

  /** Fills in the tab stop in a line, and goes on to the next. */
  async fill(part, value) {
    await this.at(part);
    await this.type(value);
    await this.press('Tab');
  }

  /** Keeps what is proposed in some lines, one after the other, and goes on to the next tab stop. */
  async keep(...parts) {
    for (const part of parts) {
      await this.at(part);
      await this.press('Tab');
    }
  }

  /** Asks for suggestions, until there are some: an extension that has just been started knows none yet. */
  async ask() {
    const row = this.#page.locator(`${LIST} .monaco-list-row`).first();
    for (const deadline = Date.now() + showMs; Date.now() < deadline; ) {
      await this.press('Control+Space');
      const came = await row.waitFor({ timeout: actMs }).then(
        () => true,
        () => false,
      );
      if (came) return;
      // Where there was nothing to suggest, that stands there.
      if (await this.#page.locator(LIST).isVisible()) await this.press('Escape');
    }
    assert.fail('there are no suggestions');
  }

  /**
   * Waits for the list of suggestions, goes down to one of them and takes it.
   * @param {string} label
   * @param {{ at?: number }} [expected] how far down it may be: by itself, it is the first
   */
  async take(label, { at = 0 } = {}) {
    await this.#goDownTo(label, at);
    await this.press('Tab');
    await this.#row(label, '').waitFor({ state: 'hidden', timeout: showMs });
  }

  /** Goes down to a suggestion, and looks until what is said of it holds a text. */
  async explained(label, text, { at = 0 } = {}) {
    await this.#goDownTo(label, at);
    await this.press('Control+Space');
    await this.#page.locator('.suggest-details', { hasText: text }).waitFor({ timeout: showMs });
  }

  async #goDownTo(label, at) {
    const labels = await this.offered(label);
    const place = labels.indexOf(label);
    assert.ok(place <= at, `${label} is no. ${place + 1} of ${labels.join(', ')}`);
    for (let down = 0; down < place; down++) await this.press('ArrowDown');
    await this.#row(label, '.focused').waitFor({ timeout: showMs });
  }

  /** Waits until the list of suggestions holds a label, and gives what it shows, from its top. */
  async offered(label) {
    await this.#row(label, '').waitFor({ timeout: showMs });
    return this.#page.$$eval(`${LIST} .monaco-list-row`, (rows) =>
      rows.sort((a, b) => a.dataset.index - b.dataset.index).map((row) => row.querySelector('.label-name').textContent),
    );
  }

  /**
   * Goes to a symbol of the file, to the end of one of its lines.
   * @param {string} name
   * @param {number} line counted from 1
   */
  async goTo(name, line) {
    await this.press('Control+Shift+o');
    const input = this.#page.locator('.quick-input-widget input');
    await input.fill(`@${name}`, { timeout: showMs });
    const found = `.quick-input-widget .monaco-list-row.focused[aria-label^=${JSON.stringify(`${name} `)}]`;
    await this.#page.locator(found).waitFor({ timeout: showMs });
    await this.press('Enter');
    await input.waitFor({ state: 'hidden', timeout: showMs });
    await this.at(name);
    for (let below = 1; below < line; below++) await this.press('ArrowDown');
    await this.press('End');
  }

  #row(label, state) {
    return this.#page.locator(`${LIST} .monaco-list-row${state}[aria-label^=${JSON.stringify(`${label}, `)}]`);
  }

  #frame() {
    return this.#page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

const LIST = '.suggest-widget.visible';

/** The text of the line with the cursor, in the page. */
function currentLine() {
  const top = (element) => Math.round(element.getBoundingClientRect().top);
  const number = document.querySelector('.monaco-editor .line-numbers.active-line-number');
  const lines = [...document.querySelectorAll('.monaco-editor .view-lines .view-line')];
  const line = number && lines.find((each) => top(each) === top(number.parentElement));
  // The workbench shows blanks as no-break spaces.
  return line?.textContent.replaceAll('\u00a0', ' ');
}
