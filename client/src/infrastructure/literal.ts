/** Text for where VS Code shows `$(name)` as an icon: names of a file cannot put one there. */
export function literal(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
