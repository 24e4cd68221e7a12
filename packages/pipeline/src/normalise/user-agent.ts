interface NamedVersion {
  name: string;
  version?: string;
}

type Sign = readonly [name: string, pattern: RegExp];

/** The more special first: nearly all of them also claim to be Chrome or Safari. */
const BROWSERS: readonly Sign[] = [
  ['Edge', /\b(?:Edg|EdgA|EdgiOS|Edge)\/([\d.]{1,20})/],
  ['Opera', /\b(?:OPR|Opera)\/([\d.]{1,20})/],
  ['Samsung Internet', /\bSamsungBrowser\/([\d.]{1,20})/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/([\d.]{1,20})/],
  ['Chrome', /\b(?:Chrome|HeadlessChrome|CriOS)\/([\d.]{1,20})/],
  ['Safari', /\bVersion\/([\d.]{1,20}) (?:Mobile\/\w{1,20} )?Safari\//],
  ['Internet Explorer', /\b(?:MSIE |rv:)(\d[\d.]{0,20})/],
];

const SYSTEMS: readonly Sign[] = [
  ['Windows', /\bWindows NT ([\d.]{1,20})/],
  ['iOS', /\b(?:iPhone OS|CPU OS) ([\d_]{1,20})/],
  ['Android', /\bAndroid(?: ([\d.]{1,20}))?/],
  ['macOS', /\bMac OS X ([\d_.]{1,20})/],
  ['Chrome OS', /\bCrOS \w{1,20} ([\d.]{1,20})/],
  ['Linux', /\bLinux\b/],
];

/** The browser that a User-Agent header names. */
export function browserOf(userAgent: string): NamedVersion | undefined {
  return find(BROWSERS, userAgent);
}

/** The operating system that a User-Agent header names. */
export function systemOf(userAgent: string): NamedVersion | undefined {
  return find(SYSTEMS, userAgent);
}

function find(signs: readonly Sign[], userAgent: string): NamedVersion | undefined {
  for (const [name, pattern] of signs) {
    const match = pattern.exec(userAgent);
    if (match) return match[1] ? { name, version: match[1].replaceAll('_', '.') } : { name };
  }
  return undefined;
}
