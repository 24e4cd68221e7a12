/** Either a whole string, which is left alone, or a number token that JSON does not have. */
const STRING_OR_ODD_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:NaN|Infinity)\b/gs;

/**
 * Parses JSON out of bytes as they came from a client: a byte order mark is skipped, invalid UTF-8 is replaced.
 * `__proto__` becomes an ordinary own property, as JSON.parse has it.
 *
 * @throws SyntaxError
 */
export function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(decodeText(bytes));
}

/**
 * The same for Sentry's dialect, where some clients write the bare tokens `NaN` and `Infinity` (raven for Python
 * does): they become null.
 *
 * @throws SyntaxError
 */
export function parseLenientJson(bytes: Uint8Array): unknown {
  const text = decodeText(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(text.replace(STRING_OR_ODD_NUMBER, (token) => (token.startsWith('"') ? token : 'null')));
  }
}

function decodeText(bytes: Uint8Array): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', hasMark ? 3 : 0);
}
