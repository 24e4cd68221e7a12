/**
 * What differs between occurrences of one problem, the first rule that matches a place winning. Every pattern is
 * linear in the length of the text: whatever repeats is bounded or cannot match in two ways.
 */
export const TEXT_RULES: readonly (readonly [pattern: RegExp, token: string])[] = [
  // Bodies that were printed: their keys come in any order, and there are too many of them to tell anything.
  [/[{[]\s?["'].{80,}$/s, '<json>'],
  [/"(?:[^"\\\n]|\\.)*"/g, '<str>'],
  [/`[^`'\n]*[`']/g, '<str>'],
  [/(?<![\w'])'[^'\n]*'(?!\w)/g, '<str>'],
  [/[“„][^”“\n]*[”“]|‘[^’\n]*’|«[^»\n]*»/g, '<str>'],
  [/(?<![\w.+-])[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}/gi, '<email>'],
  [/\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'<>()[\]{}]{1,2000}/gi, '<url>'],
  [/\b[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}\b/gi, '<traceparent>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?(?!\w)/g, '<date>'],
  [
    /\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},? \d{4}(?: \d\d:\d\d(?::\d\d)?(?: (?:[+-]\d{4}|[A-Z]{1,4}))?)?/gi,
    '<date>',
  ],
  [
    /\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6} \d{1,2},? (?:\d\d:\d\d(?::\d\d)? )?\d{4}\b/gi,
    '<date>',
  ],
  [/\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b/g, '<date>'],
  [/\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?[ap]m\b)?(?![\w:])/gi, '<time>'],
  [/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?![\w.]*\w)/g, '<ip>'],
  [
    /(?<![\w:.])(?=(?:[0-9a-f]{0,4}:){2,7}[0-9a-f])(?=[^\s]{0,39}[\da-f])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi,
    '<ip>',
  ],
  [
    /(?<![\w.@-])(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,8}(?:com|org|net|io|dev|local|internal|localdomain|cloud|edu|gov|eu|uk|de|fr|nl|us|co|info)(?::\d{1,5})?(?![\w-])/gi,
    '<host>',
  ],
  // Files as bundlers name them: a hash in hex, or eight to twelve letters with a digit and a capital.
  [
    /([.-])(?:(?=[a-f]{0,63}\d)[0-9a-f]{6,64}|(?=[\w-]{0,11}\d)(?=[\w-]{0,11}[A-Z])[\w-]{8,12})(?=(?:\.(?:chunk|bundle|min|module|entry)){0,3}\.(?:js|mjs|cjs|css)\b)/g,
    '$1<hash>',
  ],
  [/\b0x[0-9a-f]{1,32}\b/gi, '<ptr>'],
  [/#<([A-Z][\w:]{0,100})[^>\n]{0,500}>/g, '#<$1>'],
  [/\beyJ[\w-]{5,2000}\.[\w-]{2,2000}(?:\.[\w-]{0,2000})?/g, '<jwt>'],
  [/\b[a-z]{2,10}_(?=[A-Za-z\d]{0,63}\d)[A-Za-z\d]{10,64}\b/g, '<id>'],
  [/\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g, '<ulid>'],
  [/(?<![\w-])(?=[0-9a-f-]{0,63}\d)(?=[0-9-]{0,63}[a-f])[0-9a-f]{7,64}(?![\w-])/g, '<hex>'],
  [/(?<![\w-])(?=[0-9A-F-]{0,63}\d)(?=[0-9-]{0,63}[A-F])[0-9A-F]{7,64}(?![\w-])/g, '<hex>'],
  [
    /(?<![\w.])[+-]?\d{1,20}(?:[.,]\d{1,20}){0,8}(?:e[+-]?\d{1,4})? ?(?:ns|µs|us|ms|s|sec|secs|seconds?|minutes?|mins?|hours?|hrs?|days?)\b/gi,
    '<duration>',
  ],
  [
    /(?<![\w.])[+-]?\d{1,20}(?:[.,]\d{1,20}){0,8}(?:e[+-]?\d{1,4})? ?(?:[kmgt]i?b|bytes?|kilobytes?|megabytes?)\b/gi,
    '<size>',
  ],
  [/(?<![\w.])[+-]?\d{1,40}(?:[.,]\d{1,40}){0,8}(?:e[+-]?\d{1,4})?%?(?![\da-z_])/gi, '<num>'],
  [/(?<=[#_-])\d{1,40}(?!\w)/g, '<num>'],
];
