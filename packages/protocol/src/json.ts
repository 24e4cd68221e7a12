/**
 * An escape that would mislead the count of quotes, a quote, or a number token that JSON does not have. One token at a
 * time on purpose: an expression for a whole string tries each quote anew where the string is never closed, which is
 * quadratic, and overflows its stack on long ones. Outside of strings a backslash is an error with or without this.
 */
const QUOTE_OR_ODD_NUMBER = /\\["\\]|"|-?(?:NaN|Infinity)\b/g;

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
    return JSON.parse(withoutOddNumbers(text));
  }
}

function withoutOddNumbers(text: string): string {
  let inString = false;
  return text.replace(QUOTE_OR_ODD_NUMBER, (token) => {
    if (token === '"') inString = !inString;
    return inString || token === '"' || token.startsWith('\\') ? token : 'null';
  });
}

function decodeText(bytes: Uint8Array): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', hasMark ? 3 : 0);
}
