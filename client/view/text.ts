let texts: { readonly [message: string]: string } = {};

/** Takes the translations of this page's texts. */
export function translate(given: typeof texts): void {
  texts = given;
}

/** A text of this page in the language of VS Code; `{0}` and so on stand for values. */
export function t(message: string, ...values: (string | number)[]): string {
  return (texts[message] ?? message).replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));
}

const numbers = new Intl.NumberFormat(document.documentElement.lang || 'en');

/** A number as people write it. */
export function number(value: number): string {
  return numbers.format(value);
}
