import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareDataDir, secretOf } from './data-dir.ts';

const newDir = () => mkdtempSync(join(tmpdir(), 'railguard-data-'));

describe('the data directory', () => {
  it('is made with all folders above it', () => {
    const dir = join(newDir(), 'deep', 'er');
    prepareDataDir(dir);
    expect(statSync(dir).isDirectory()).toBe(true);
  });

  it('that cannot be written is named in one sentence with what to do', () => {
    const file = join(newDir(), 'file');
    writeFileSync(file, '');
    expect(() => prepareDataDir(join(file, 'data'))).toThrow(/cannot be written \(ENOTDIR\)\. Set RAILGUARD_DATA_DIR/);
  });

  it('in a place that only looks like a folder is refused, not tried for ever', () => {
    expect(() => prepareDataDir('/proc/railguard/data')).toThrow(/cannot be written/);
  });

  it('keeps each secret once made, readable by its owner alone', () => {
    const dir = newDir();
    prepareDataDir(dir);
    const secret = secretOf(dir, 'signing');
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(secretOf(dir, 'signing')).toBe(secret);
    expect(secretOf(dir, 'other')).not.toBe(secret);
    expect(statSync(join(dir, 'secrets', 'signing')).mode & 0o077).toBe(0);
  });
});
