import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWNER, startApiWithOwner } from './api.ts';
import { seedEvents } from './seed.ts';

/** A block of the page and what the page says it answers, if it does. */
interface Example {
  script: string;
  answer?: { form: string; text: string };
}

const page = readFileSync(join(import.meta.dirname, '../../../docs/api.md'), 'utf8');
const blocks = [...page.matchAll(/^```(\S+)( setting)?\n([\s\S]*?)^```$/gm)].map(([, form, setting, text]) => {
  return { form: form!, isSetting: setting !== undefined, text: text! };
});
const examples: Example[] = blocks.flatMap(({ form, isSetting, text }, place) => {
  if (form !== 'sh' || isSetting) return [];
  const next = blocks[place + 1];
  return [{ script: text, ...(next && next.form !== 'sh' ? { answer: next } : {}) }];
});

let api: Awaited<ReturnType<typeof startApiWithOwner>>;
beforeAll(async () => {
  api = await startApiWithOwner();
  await api.client.call('updateProject', { params: { project_id: api.owner.project.id }, body: { slug: 'shop' } });
  for (const title of ['one', 'two', 'three']) await seedEvents(api.database, api.owner.project.id, [{ title }]);
});
afterAll(() => api?.stop());

const END = '--- end of example ---';

/** All of them in one shell, as a reader would; answers what each printed. */
async function runAll(): Promise<string[]> {
  const script = examples.flatMap(({ script }) => [script, `echo; echo '${END}'`]).join('\n');
  const shell = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    // With a socket for its input, bash takes itself for a remote shell and reads start-up files.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, RAILGUARD_URL: api.url, EMAIL: OWNER.email, PASSWORD: OWNER.password },
  });
  const [stdout, stderr, code] = await Promise.all([
    text(shell.stdout),
    text(shell.stderr),
    new Promise((resolve) => shell.on('close', resolve)),
  ]);
  expect([code, stderr, stdout.slice(-500)]).toMatchObject([0, '', expect.anything()]);
  return stdout.split(`\n${END}\n`);
}

test('every example of docs/api.md runs as it stands, and answers what the page says', async () => {
  expect(examples.length).toBeGreaterThan(7);
  const printed = await runAll();
  for (const [place, { answer }] of examples.entries()) {
    if (!answer) continue;
    if (answer.form === 'json') expectFields(JSON.parse(printed[place]!), JSON.parse(answer.text), '');
    else expect(formOf(printed[place]!)).toBe(formOf(answer.text));
  }
});

/** Every field that the page shows is there, and of the same type. */
function expectFields(found: unknown, shown: unknown, where: string): void {
  if (shown === null) return;
  expect(typeof found, where).toBe(typeof shown);
  if (typeof shown !== 'object') return;
  for (const [name, inner] of Object.entries(shown)) {
    expectFields((found as Record<string, unknown>)[name], inner, `${where}/${name}`);
  }
}

/** Text without what differs from one installation to the next. Of a stream, what it begins with. */
function formOf(printed: string): string {
  const beginning = printed.includes('event: ready') ? printed.slice(0, printed.indexOf('data: {}')) : printed;
  return beginning.replace(/^id: .*$/gm, 'id').trim();
}
