/** Words of messages. */

/** Names for a sentence, at most three of them: "a", "a and b", "a, b, c and 4 more". */
export function named(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  const shown = names.length <= 3 ? names.slice(0, -1) : names.slice(0, 3);
  const last = names.length <= 3 ? names.at(-1) : `${names.length - 3} more`;
  return `${shown.join(', ')} and ${last}`;
}

/** "1 VM", "2 VMs". */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A sentence as a message, which ends without a period. */
export function asMessage(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
