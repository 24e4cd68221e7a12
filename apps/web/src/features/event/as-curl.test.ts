import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { asCurl } from './as-curl.ts';

test('a request becomes a command with its headers and its body', () => {
  const command = asCurl({
    method: 'POST',
    url: 'https://shop.example/orders',
    query_string: 'page=2',
    headers: { Host: 'shop.example', Accept: 'text/html' },
    data: { item: 3 },
  });
  expect(command).toBe(
    `curl 'https://shop.example/orders?page=2' \\\n  -X 'POST' \\\n  -H 'Accept: text/html' \\\n  --data-raw '{"item":3}'`,
  );
});

test('what an attacker sent stays an argument for a real shell', () => {
  const hostile = `'; echo hacked; $(echo hacked) \`echo hacked\` "\\`;
  const command = asCurl({ method: hostile, url: hostile, headers: { [hostile]: hostile }, data: hostile });
  const script = `curl() { for each in "$@"; do printf '%s\\n' "$each"; done; }\n${command}`;
  const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n');
  expect(words).toEqual([hostile, '-X', hostile, '-H', `${hostile}: ${hostile}`, '--data-raw', hostile]);
});
