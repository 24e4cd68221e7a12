/** About how many bytes the value takes as JSON. Has its own stack: JSON.stringify overflows on deeply nested values. */
export function jsonBytes(value: unknown): number {
  let bytes = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') {
      bytes += Buffer.byteLength(next) + 3;
    } else if (typeof next !== 'object' || next === null) {
      bytes += String(next).length + 1;
    } else {
      bytes += 3;
      for (const inner of Array.isArray(next) ? next : Object.entries(next).flat()) open.push(inner);
    }
  }
  return bytes;
}
