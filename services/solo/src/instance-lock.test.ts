import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeInstanceLock } from './instance-lock.ts';

const newDir = () => mkdtempSync(join(tmpdir(), 'railguard-lock-'));

describe('the lock on a data directory', () => {
  it('is refused while its holder is alive, and given back', async () => {
    const dir = newDir();
    const release = await takeInstanceLock(dir);
    await expect(takeInstanceLock(dir)).rejects.toThrow(`running already on ${dir}`);
    await release();
    await (await takeInstanceLock(dir))();
  });

  it('is taken over from a process that was killed', async () => {
    const dir = newDir();
    const lock = join(import.meta.dirname, 'instance-lock.ts');
    const script = `const { takeInstanceLock } = await import(${JSON.stringify(lock)});
      await takeInstanceLock(${JSON.stringify(dir)}); console.log('held'); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    await once(holder.stdout, 'data');
    await expect(takeInstanceLock(dir)).rejects.toThrow('running already');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(existsSync(join(dir, 'railguard.lock'))).toBe(true);
    await (await takeInstanceLock(dir))();
  });

  it('works on a path that is too long for a socket', async () => {
    const dir = join(newDir(), 'long'.repeat(40));
    mkdirSync(dir);
    const release = await takeInstanceLock(dir);
    await expect(takeInstanceLock(dir)).rejects.toThrow('running already');
    await release();
  });
});
