const BARE_NUMBER = /-?\b(?:NaN|Infinity)\b/g;

/** `{"a": NaN, "b": "NaN"}` → `{"a": null, "b": "NaN"}`: raven-python wrote what Python prints, which is not JSON. */
export function withNullsForBareNumbers(json: string): string {
  let result = '';
  let position = 0;
  while (position < json.length) {
    const opening = json.indexOf('"', position);
    const outside = json.slice(position, opening === -1 ? json.length : opening);
    result += outside.replace(BARE_NUMBER, 'null');
    if (opening === -1) break;
    const closing = closingQuote(json, opening + 1);
    result += json.slice(opening, closing + 1);
    position = closing + 1;
  }
  return result;
}

function closingQuote(json: string, from: number): number {
  for (let at = from; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit === 0x5c) at++;
    else if (unit === 0x22) return at;
  }
  return json.length;
}
