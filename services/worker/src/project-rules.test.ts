import { DEFAULT_PROJECT_SETTINGS, type ProjectSettings } from '@railguard/protocol/project-settings';
import { expect, test } from 'vitest';
import { createRuleDirectory } from './project-rules.ts';

const keeping = (retention_days: number): ProjectSettings => ({ ...DEFAULT_PROJECT_SETTINGS, retention_days });

/** A source whose reads are answered by hand, so that a test decides what happens while one is under way. */
function startDirectory() {
  const reads: (PromiseWithResolvers<Map<string, ProjectSettings>> & { ids: string[] })[] = [];
  const directory = createRuleDirectory((ids) => {
    const read = { ...Promise.withResolvers<Map<string, ProjectSettings>>(), ids };
    reads.push(read);
    return read.promise;
  });
  const daysOf = async (id: string) => (await directory.of(new Set([id]))).get(id)!.retentionDays;
  return { directory, reads, daysOf };
}

test('the settings of the projects of a batch are read together, and once', async () => {
  const { directory, reads, daysOf } = startDirectory();
  const asked = directory.of(new Set(['a', 'b']));
  reads[0]!.resolve(
    new Map([
      ['a', keeping(1)],
      ['b', keeping(2)],
    ]),
  );
  await asked;
  expect([await daysOf('a'), await daysOf('b')]).toEqual([1, 2]);
  expect(reads.map(({ ids }) => ids)).toEqual([['a', 'b']]);
});

test('a project that is gone has the defaults', async () => {
  const { reads, daysOf } = startDirectory();
  const asked = daysOf('a');
  reads[0]!.resolve(new Map());
  expect(await asked).toBeNull();
});

test('settings that changed are read anew, those of other projects are not', async () => {
  const { directory, reads, daysOf } = startDirectory();
  const asked = directory.of(new Set(['a', 'b']));
  reads[0]!.resolve(new Map());
  await asked;
  directory.forget('a');
  const again = directory.of(new Set(['a', 'b']));
  reads[1]!.resolve(new Map([['a', keeping(7)]]));
  await again;
  expect(await daysOf('a')).toBe(7);
  expect(reads[1]!.ids).toEqual(['a']);
});

test('what was read before a change is not kept after it, whichever read ends first', async () => {
  const { directory, reads, daysOf } = startDirectory();
  const old = daysOf('a');
  directory.forget('a');
  const changed = daysOf('a');
  reads[1]!.resolve(new Map([['a', keeping(7)]]));
  await changed;
  reads[0]!.resolve(new Map([['a', keeping(30)]]));
  expect(await old).toBe(30);
  expect(await daysOf('a')).toBe(7);
  directory.forgetAll();
  const late = daysOf('a');
  reads[2]!.resolve(new Map([['a', keeping(8)]]));
  expect(await late).toBe(8);
});

test('a read that fails is tried again with the next batch', async () => {
  const { reads, daysOf } = startDirectory();
  const failed = daysOf('a');
  reads[0]!.reject(new Error('ECONNREFUSED'));
  await expect(failed).rejects.toThrow('ECONNREFUSED');
  const again = daysOf('a');
  reads[1]!.resolve(new Map([['a', keeping(7)]]));
  expect(await again).toBe(7);
});
