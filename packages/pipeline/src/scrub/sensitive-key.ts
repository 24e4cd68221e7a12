/** Cheap and generous: a key without any of these is not looked at further. */
const HINT = /pass|pwd|pw$|secret|token|auth|cred|key|otp|factor|cvv|cvc|ssn|csrf|xsrf|cookie|card|jwt/i;

/** Whole words, after `camelCase`, `kebab-case` and `HTTP_CASE` were split, so that `author` is not `auth`. */
const SENSITIVE = new RegExp(
  [
    /passw(?:or)?d|passwort|passphrase|(?:^|_)(?:pwd|pw)(?:_|$)|\w_pass$/,
    /(?:^|_)secrets?(?:_|$)|secret(?:key)?$/,
    /(?:^|_)(?:o?auth|authorization|authentication)(?:_|$)/,
    /(?:api|access|private|secret|signing|encryption|master)_?keys?(?:_(?:id|base))?$/,
    /(?:^|_)(?:credentials?|creds)(?:_|$)/,
    /(?:^|_)(?:otp|otp_code|cvv2?|cvc|ssn|jwt|two_factor|two_factor_code|card_?number|credit_?card)$/,
    /(?:^|_)(?:csrf|xsrf)/,
    /(?:^|_)(?:set_)?cookies?$/,
    // A single token is a secret; several of them, or something about one, are a language model's figures.
    /token(?:_(?:id|value|hash|secret))?$/,
  ]
    .map((pattern) => pattern.source)
    .join('|'),
);

/** Cookies are secrets under more names than other fields: theirs are sessions. */
const SENSITIVE_COOKIE = /sess|(?:^|[._-])sid(?:$|[._-])|csrf|xsrf|auth|token|jwt|remember/i;

/** Whether a field of this name holds a secret, whatever is in it. */
export function isSensitiveKey(key: string): boolean {
  if (key.length > 200 || !HINT.test(key)) return false;
  const words = key
    .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$3_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toLowerCase();
  return SENSITIVE.test(words);
}

export function isSensitiveCookie(name: string): boolean {
  return SENSITIVE_COOKIE.test(name) || isSensitiveKey(name);
}
