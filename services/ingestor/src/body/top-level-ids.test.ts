import { expect, test } from 'vitest';
import { topLevelIds } from './top-level-ids.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);

test.each<[string, string[]]>([
  [`{"event_id":"${A}"}`, [A]],
  [`{ "message" : "x" , "event_id" : "AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA", "tags": {`, [A]],
  [`{"breadcrumbs":[{"event_id":"${B}"}],"event_id":"${A}"}`, [A]],
  [`{"message":"\\"event_id\\":\\"${B}\\"","event_id":"${A}"`, [A]],
  [`[{"event_id":"${A}"},{"extra":{"event_id":"${A}"}},{"event_id":"${B}","mess`, [A, B]],
  [`\ufeff [{"event_id":"${A}"}]`, [A]],
  [`{"event_id":7,"x":"${A}"}`, []],
  [`{"x":"event_id","y":"${A}"}`, []],
  [`{"event_id":"${A.slice(1)}`, []],
  [`{"event_id":"${A}0`, []],
  [`{"event_id":"${A}","message":"${'\\"'.repeat(50_000)}`, [A]],
  ['"\\', []],
  ['', []],
  ['not json', []],
])('of %s', (text, ids) => {
  expect(topLevelIds(text)).toEqual(ids);
});
