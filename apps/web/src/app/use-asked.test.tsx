import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { useAsked } from './use-asked.ts';

interface Answer {
  succeed: () => void;
  fail: () => void;
}

/** A switch whose server answers when it is told to. */
function Example({ answers }: { answers: Answer[] }) {
  const [kept, setKept] = useState(false);
  const [shown, ask] = useAsked(kept, (value: boolean) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const succeed = () => {
      setKept(value);
      resolve();
    };
    answers.push({ succeed, fail: () => reject(new Error('refused')) });
    return promise;
  });
  return <input type="checkbox" checked={shown} onChange={({ target }) => ask(target.checked)} />;
}

function setUp(): Answer[] {
  const answers: Answer[] = [];
  render(<Example answers={answers} />);
  return answers;
}

const isOn = () => screen.getByRole<HTMLInputElement>('checkbox').checked;
const settle = () => act(() => new Promise((done) => setTimeout(done, 10)));

test('what is asked for is shown at once, and stays when it is kept', async () => {
  const answers = setUp();
  await userEvent.click(screen.getByRole('checkbox'));
  expect(isOn()).toBe(true);
  act(() => answers[0]!.succeed());
  await settle();
  expect(isOn()).toBe(true);
});

test('what could not be kept is taken back', async () => {
  const answers = setUp();
  await userEvent.click(screen.getByRole('checkbox'));
  answers[0]!.fail();
  await settle();
  expect(isOn()).toBe(false);
});

test.each(['succeed', 'fail'] as const)(
  'what was asked for last counts, and is sent once that before it does %s, without what was in between',
  async (end) => {
    const answers = setUp();
    for (let click = 0; click < 4; click += 1) await userEvent.click(screen.getByRole('checkbox'));
    expect(isOn()).toBe(false);
    expect(answers).toHaveLength(1);
    act(() => answers[0]![end]());
    await settle();
    expect(isOn()).toBe(false);
    expect(answers).toHaveLength(2);
    act(() => answers[1]!.succeed());
    await settle();
    expect(isOn()).toBe(false);
    expect(answers).toHaveLength(2);
  },
);
