import { expect, test } from 'vitest';
import { KEY, keyOf, OTHER_KEY } from '../test/ingestor.ts';
import { createKeyDirectory, KeysUnavailableError, type ProjectKey } from './key-directory.ts';

/** A source whose look-ups are answered by hand, so that a test decides what happens while one is under way. */
function startDirectory() {
  const lookUps: (PromiseWithResolvers<ProjectKey | undefined> & { publicKey: string })[] = [];
  const directory = createKeyDirectory({
    lookUp: (publicKey) => {
      const lookUp = { ...Promise.withResolvers<ProjectKey | undefined>(), publicKey };
      lookUps.push(lookUp);
      return lookUp.promise;
    },
  });
  return { directory, lookUps };
}

test('a key is looked up once, however many ask at the same time and later', async () => {
  const { directory, lookUps } = startDirectory();
  const asked = [directory.find(KEY), directory.find(KEY)];
  lookUps[0]!.resolve(keyOf(KEY));
  expect(await Promise.all(asked)).toEqual([keyOf(KEY), keyOf(KEY)]);
  expect(await directory.find(KEY)).toEqual(keyOf(KEY));
  expect(lookUps).toHaveLength(1);
});

test('an unknown key is remembered as such until it is told to have changed', async () => {
  const { directory, lookUps } = startDirectory();
  const asked = directory.find(KEY);
  lookUps[0]!.resolve(undefined);
  expect(await asked).toBeUndefined();
  expect(await directory.find(KEY)).toBeUndefined();
  expect(lookUps).toHaveLength(1);

  directory.forget(KEY);
  const askedAgain = directory.find(KEY);
  lookUps[1]!.resolve(keyOf(KEY));
  expect(await askedAgain).toEqual(keyOf(KEY));
});

test('what was read before a change is not kept after it', async () => {
  const { directory, lookUps } = startDirectory();
  const asked = directory.find(KEY);
  directory.forget(KEY);
  const askedAfterwards = directory.find(KEY);
  expect(lookUps).toHaveLength(2);
  lookUps[1]!.resolve(undefined);
  await askedAfterwards;
  lookUps[0]!.resolve(keyOf(KEY));
  await asked;
  expect(await directory.find(KEY)).toBeUndefined();
});

test('after a reset every key is looked up anew', async () => {
  const { directory, lookUps } = startDirectory();
  const asked = [directory.find(KEY), directory.find(OTHER_KEY)];
  lookUps[0]!.resolve(keyOf(KEY));
  lookUps[1]!.resolve(undefined);
  await Promise.all(asked);
  directory.forgetAll();
  void directory.find(KEY);
  void directory.find(OTHER_KEY);
  expect(lookUps.map(({ publicKey }) => publicKey)).toEqual([KEY, OTHER_KEY, KEY, OTHER_KEY]);
});

test('a look-up that fails is no answer: it is tried again', async () => {
  const { directory, lookUps } = startDirectory();
  const asked = directory.find(KEY);
  lookUps[0]!.reject(new Error('ECONNREFUSED'));
  await expect(asked).rejects.toThrow(KeysUnavailableError);
  const askedAgain = directory.find(KEY);
  lookUps[1]!.resolve(keyOf(KEY));
  expect(await askedAgain).toEqual(keyOf(KEY));
});

test('a flood of unknown keys does not push out a known one', async () => {
  const { directory, lookUps } = startDirectory();
  const asked = directory.find(KEY);
  lookUps[0]!.resolve(keyOf(KEY));
  await asked;
  for (let i = 0; i < 12_000; i++) {
    const flood = directory.find(i.toString(16).padStart(32, '0'));
    lookUps.at(-1)!.resolve(undefined);
    await flood;
  }
  const before = lookUps.length;
  expect(await directory.find(KEY)).toEqual(keyOf(KEY));
  expect(lookUps).toHaveLength(before);
});

test('only so many keys are looked up at once; known ones and those under way are not turned away', async () => {
  const { directory, lookUps } = startDirectory();
  const known = directory.find(OTHER_KEY);
  lookUps[0]!.resolve(keyOf(OTHER_KEY));
  await known;
  const asked = Array.from({ length: 1_000 }, (_, i) => directory.find(i.toString(16).padStart(32, '0')));
  await expect(directory.find(KEY)).rejects.toThrow(KeysUnavailableError);
  expect(await directory.find(OTHER_KEY)).toEqual(keyOf(OTHER_KEY));
  asked.push(directory.find('0'.repeat(32)));
  for (const lookUp of lookUps) lookUp.resolve(undefined);
  await Promise.all(asked);
  const askedAgain = directory.find(KEY);
  lookUps.at(-1)!.resolve(keyOf(KEY));
  expect(await askedAgain).toEqual(keyOf(KEY));
});

test('what cannot be a key is not looked up', async () => {
  const { directory, lookUps } = startDirectory();
  for (const text of ['', 'x', KEY.toUpperCase(), `${KEY}0`, '__proto__']) {
    expect(await directory.find(text)).toBeUndefined();
  }
  expect(lookUps).toHaveLength(0);
});
