// What the suite uses of `node:assert/strict`, for a browser.

function ok(value: unknown, message?: string): asserts value {
  if (!value) throw new Error(message ?? `${value} is not true`);
}

/** JSON tells apart all that the suite compares. */
function deepEqual(actual: unknown, expected: unknown, message = ''): void {
  const [found, wanted] = [actual, expected].map((value) => JSON.stringify(value, null, 2));
  ok(found === wanted, `${message}\n${found}\nis not\n${wanted}`);
}

function equal(actual: unknown, expected: unknown, message?: string): void {
  ok(Object.is(actual, expected), `${message ?? 'values'}: ${actual} is not ${expected}`);
}

function match(text: string, pattern: RegExp): void {
  ok(pattern.test(text), `${text}\ndoes not match ${pattern}`);
}

export default { ok, deepEqual, equal, match };
