import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { publicKeyOf } from '@railguard/testing/ingest';
import { type Product, startProduct } from '@railguard/testing/product';
import { createProject, type Project, waitForEvent } from '@railguard/testing/product-reading';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled } from './run-program.ts';

describe.skipIf(!isInstalled('curl', '--version'))('curl', () => {
  let product: Product;
  let project: Project;
  beforeAll(async () => {
    product = await startProduct();
    project = await createProject(product, 'Curl');
  });
  afterAll(() => product?.destroy());

  /** As the README has it; answers the status and the body. */
  async function curl(url: string, ...args: string[]): Promise<{ status: number; body: Record<string, string> }> {
    const { stdout } = await promisify(execFile)('curl', ['-sS', '-w', '\n%{http_code}', '-X', 'POST', url, ...args]);
    const [body, status] = stdout.split('\n');
    return { status: Number(status), body: JSON.parse(body!) };
  }

  const url = () => `${product.url}/api/v1/events/${project.id}`;
  const json = ['-H', 'Content-Type: application/json'];

  test('sends an event as the README says', async () => {
    const event = '{"message": "Hello from curl", "level": "error"}';
    const { status, body } = await curl(url(), '-H', `X-Railguard-Key: ${publicKeyOf(project)}`, ...json, '-d', event);
    expect(status).toBe(202);
    const stored = await waitForEvent(product, project.id, body.id!);
    expect(stored).toMatchObject({ message: 'Hello from curl', level: 'error', project_id: project.id });
  });

  test.each([
    ['a bearer token', (key: string) => [url(), '-H', `Authorization: Bearer ${key}`]],
    ['the address', (key: string) => [`${url()}?key=${key}`]],
  ])('sends its key as %s', async (_form, args) => {
    const [address, ...headers] = args(publicKeyOf(project));
    const { status, body } = await curl(address!, ...headers, '-d', '{"message": "Hello again"}');
    expect(status).toBe(202);
    expect((await waitForEvent(product, project.id, body.id!)).message).toBe('Hello again');
  });

  test('sends a file that was compressed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'railguard-curl-'));
    writeFileSync(join(folder, 'event.json.gz'), gzipSync('{"message": "Hello from gzip", "level": "info"}'));
    const { status, body } = await curl(
      `${url()}?key=${publicKeyOf(project)}`,
      ...['-H', 'Content-Encoding: gzip', ...json, '--data-binary', `@${join(folder, 'event.json.gz')}`],
    );
    rmSync(folder, { recursive: true });
    expect(status).toBe(202);
    expect(await waitForEvent(product, project.id, body.id!)).toMatchObject({
      message: 'Hello from gzip',
      level: 'info',
    });
  });
});
