/**
 * Why a text that was read as UTF-8 is not the text of its file, or not one of lines; `undefined` where it is. What is no
 * UTF-8 was read as U+FFFD: names that differ would become alike, so such a file is not read at all.
 */
export function whyUnreadable(text: string): string | undefined {
  if (looksLikeUtf16(text)) return 'is not UTF-8: it looks like UTF-16; save it as UTF-8';
  const replaced = text.indexOf('\ufffd');
  if (replaced >= 0) {
    const line = text.slice(0, replaced).split('\n').length;
    return `is not UTF-8: line ${line} has a character of another encoding, Latin-1 perhaps; save it as UTF-8`;
  }
  if (text.includes('\r') && !text.includes('\n')) {
    return 'its lines end in CR alone, which is no line break here; save it with LF or CRLF';
  }
  return undefined;
}

/** Read as UTF-8, a byte order mark of UTF-16 is two replacement characters, and every other character of English is NUL. */
function looksLikeUtf16(text: string): boolean {
  return text.startsWith('\ufffd\ufffd') || /^(.\0|\0.){4}/s.test(text);
}

const BYTE_ORDER_MARK = '\ufeff';

/** What a file starts with besides its text, which positions do not count, as in an editor. */
export function markOf(whole: string): string {
  return whole.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
}
