const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * How many bytes each element of a JSON array takes as it was written, blanks around it included. It walks the bytes
 * and not the values: writing a value out again would cost more, and overflow the stack on deep ones.
 *
 * @param json a valid JSON array
 */
export function elementSizes(json: Uint8Array): number[] {
  const sizes: number[] = [];
  let depth = 0;
  let start = 0;
  let inString = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]!;
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if (isOpening(byte)) {
      depth++;
      if (depth === 1) start = at + 1;
    } else if (isClosing(byte)) {
      depth--;
      if (depth === 0) sizes.push(at - start);
    } else if (byte === COMMA && depth === 1) {
      sizes.push(at - start);
      start = at + 1;
    }
  }
  return sizes;
}

function isOpening(byte: number): boolean {
  return byte === 0x5b || byte === 0x7b;
}

function isClosing(byte: number): boolean {
  return byte === 0x5d || byte === 0x7d;
}
