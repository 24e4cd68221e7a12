import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeInstanceLock } from './instance-lock.ts';

const newDir = () => mkdtempSync(join(tmpdir(), 'railguard-lock-'));
const lockOf = (dir: string) => join(dir, 'railguard.pid');

describe('the lock on a data directory', () => {
  it('is given back', () => {
    const dir = newDir();
    takeInstanceLock(dir)();
    expect(() => readFileSync(lockOf(dir))).toThrow('ENOENT');
  });

  it('is refused while its holder is alive', () => {
    const dir = newDir();
    const parent = `/proc/${process.ppid}/stat`;
    const stat = readFileSync(parent, 'utf8');
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    writeFileSync(lockOf(dir), JSON.stringify({ pid: process.ppid, start }));
    expect(() => takeInstanceLock(dir)).toThrow(`process ${process.ppid}`);
  });

  it('is taken over from a process that is gone, and from one whose number another process has now', () => {
    for (const holder of [
      { pid: 2 ** 22 + 1, start: '1' },
      { pid: process.ppid, start: 'long ago' },
    ]) {
      const dir = newDir();
      writeFileSync(lockOf(dir), JSON.stringify(holder));
      takeInstanceLock(dir);
      expect(JSON.parse(readFileSync(lockOf(dir), 'utf8')).pid).toBe(process.pid);
    }
  });

  it('is taken over from a file that a crash left half written', () => {
    const dir = newDir();
    writeFileSync(lockOf(dir), '{"pid": 12');
    expect(() => takeInstanceLock(dir)).not.toThrow();
  });
});
