import { cpuMsOf } from '@railguard/testing/cpu-time';
import { describe, expect, it } from 'vitest';
import { SCRUB_RULES } from './rules/all.ts';
import { scrubSourceLine, scrubText } from './text.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
const PEM = '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nMIIBOgIBAAJB\n-----END RSA PRIVATE KEY-----';

describe('secrets in texts', () => {
  it.each([
    ['a Visa card', 'card 4111111111111111 declined', 'card [Filtered] declined'],
    ['a card with blanks', '4111 1111 1111 1111', '[Filtered]'],
    ['a card with dashes', '5500-0000-0000-0004', '[Filtered]'],
    ['an American Express card', '378282246310005', '[Filtered]'],
    ['a Discover card', '6011111111111117', '[Filtered]'],
    ['an IBAN', 'to DE89370400440532013000 now', 'to [Filtered] now'],
    ['an IBAN with blanks', 'GB29 NWBK 6016 1331 9268 19', '[Filtered]'],
    ['a key block', `key ${PEM} end`, 'key [Filtered] end'],
    ['a key block cut short', PEM.slice(0, 60), '[Filtered]'],
    ['a URL with a password', 'postgres://app:hunter2@db:5432/shop', 'postgres://[Filtered]@db:5432/shop'],
    ['a bearer token', 'Authorization: Bearer abc.def-123', 'Authorization: Bearer [Filtered]'],
    ['a bearer token in small letters', 'bearer 0123abcd', 'bearer [Filtered]'],
    ['basic credentials', 'Basic YWRhOmh1bnRlcjI=', 'Basic [Filtered]'],
    ['a JWT', `session ${JWT}`, 'session [Filtered]'],
    ['a JWT behind a dash', `a-b-${JWT}`, 'a-b-[Filtered]'],
    ['a JWT behind a dot', `a.${JWT}.b`, 'a.[Filtered].b'],
    ['a JWT without a signature', 'eyJhbGciOi.eyJzdWIiOi', '[Filtered]'],
    ['a social security number', 'SSN 078-05-1120.', 'SSN [Filtered].'],
    ['a parameter', 'GET /x?token=abc&page=2', 'GET /x?token=[Filtered]&page=2'],
    ['a setting', 'password=hunter2, retry', 'password=[Filtered], retry'],
    ['a setting in quotes', 'api_key = "abc def"', 'api_key = [Filtered]'],
    ['an object', '{"user": "ada", "password": "a b", "n": 1}', '{"user": "ada", "password": [Filtered], "n": 1}'],
    ['a Ruby hash', '{:password=>"x", "token" => 7}', '{:password=>[Filtered], "token" => [Filtered]}'],
    ['a Python dict', "{'secret': 'x'}", "{'secret': [Filtered]}"],
    ['named arguments', "login(user: 'a', password: 'x')", "login(user: 'a', password: [Filtered])"],
    ['a Linux home folder', 'no file /home/alice/app/x.rb', 'no file /home/[Filtered]/app/x.rb'],
    ['a macOS home folder', "open '/Users/bob'", "open '/Users/[Filtered]'"],
    ['a Windows home folder', 'in C:\\Users\\bob\\x.py', 'in C:\\Users\\[Filtered]\\x.py'],
    ['a Windows home folder with a blank', 'c:\\users\\Bob B\\x or y', 'c:\\users\\[Filtered]\\x or y'],
    ['a Windows home folder printed', '"C:\\\\Users\\\\bob\\\\x"', '"C:\\\\Users\\\\[Filtered]\\\\x"'],
    ['a home folder in a file URL', 'file:///home/alice/x', 'file:///home/[Filtered]/x'],
    ['several home folders', '/home/a/x:/home/b/y', '/home/[Filtered]/x:/home/[Filtered]/y'],
  ])('%s goes', (_, text, scrubbed) => {
    expect(scrubText(text)).toBe(scrubbed);
    expect(scrubText(scrubbed), 'a second time').toBe(scrubbed);
  });

  it.each([
    'a long number 4111111111111112 with a wrong check digit',
    'at 1795428000123 or 1795428000123456 of some epoch',
    'trace 0af7651916cd43dd8448eb211c80319c',
    'id 12345678-1234-1234-1234-123456789012',
    'DE00370400440532013000',
    'call 078-05-112 or 2026-11-2300',
    'https://shop.example.com/a:b@c',
    'mailto:ada@example.com',
    'a bearer of news, a basic rule, digest authentication',
    'Unexpected token < in JSON, unexpected token: punctuation',
    'GET /home/orders, https://shop.example.com/home/orders/7, /users/7/edit, /srv/home/a/b',
    'Password is too short',
    'password must be given; tokens=7, author=ada',
    'eyJ is how it begins',
    '-----BEGIN nothing',
  ])('stays: %s', (text) => {
    expect(scrubText(text)).toBe(text);
  });

  it('in source code are looked for by shape, not by the names of variables', () => {
    expect(scrubSourceLine('const token=nextToken();')).toBe('const token=nextToken();');
    expect(scrubSourceLine(`const jwt = "${JWT}";`)).toBe('const jwt = "[Filtered]";');
  });
});

describe.each(SCRUB_RULES.map((rule) => [rule.name, rule] as const))('the rule %s', (_, rule) => {
  const patterns = [
    'a',
    '1',
    ' ',
    '4 ',
    '4-',
    'A',
    'DE89',
    '-',
    '-----BEGIN A',
    '-----BEGIN A-----',
    '://',
    '://a:',
    'a:',
    '@',
    'bearer ',
    'Basic a',
    'eyJ',
    'eyJaaaaa.',
    '-eyJaaaaa',
    'password',
    'password=',
    'password="',
    '"',
    "token'",
    '1-',
    '111-11-',
    'secret_',
    '=',
    '/home/',
    '/home/a',
    '/Users/a',
    'C:\\Users\\a ',
    'C:/Users/',
  ];

  it.each(patterns)('is fast on thousands of %j', (pattern) => {
    const text = pattern.repeat(262_144 / pattern.length);
    const took = cpuMsOf(() => {
      if (rule.hint.test(text)) rule.apply(text);
    });
    expect(took).toBeLessThan(200);
  });
});
