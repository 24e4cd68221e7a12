/** Text of at most `max` UTF-16 units, ending in `...` where something was cut off; never half a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max <= 3) return '...'.slice(0, Math.max(max, 0));
  const end = max - 3;
  const lastUnit = text.charCodeAt(end - 1);
  return `${text.slice(0, lastUnit >= 0xd800 && lastUnit <= 0xdbff ? end - 1 : end)}...`;
}
