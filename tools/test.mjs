// `npm test`: installs what the suites need, runs all of them, and ends with one line that counts.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWeb } from './build-web.mjs';
import { installDeployTools } from './deploy-tools.mjs';
import { install, nodeBinary, root } from './install.mjs';
import { installSystemPackages } from './system-packages.mjs';

await install('all');
installSystemPackages();
installDeployTools();
await buildWeb(console.log);

const count = { passed: 0, failed: 0, skipped: 0 };
const reports = mkdtempSync(join(tmpdir(), 'railguard-test-report-'));
const only = process.argv.slice(2);

if (only.length === 0) count[(await node(['tools/check.mjs'])) === 0 ? 'passed' : 'failed'] += 1;
await vitest(['run', ...only]);
rmSync(reports, { recursive: true, force: true });

console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exit(count.failed > 0 ? 1 : 0);

/** Runs Vitest and adds what its report counts; a run that ends without a report is one failure. */
async function vitest(args) {
  const report = join(reports, 'vitest.json');
  const code = await node([
    'node_modules/vitest/vitest.mjs',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const cases = result.testResults.flatMap((file) => file.assertionResults);
    for (const { status, fullName } of cases) {
      if (status === 'passed') count.passed += 1;
      else if (status === 'failed') count.failed += 1;
      else {
        count.skipped += 1;
        console.log(`  skipped: ${fullName}`);
      }
    }
    // A file that does not even load has no cases to count.
    const broken = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    count.failed += broken.length;
    if (code !== 0 && count.failed === 0) count.failed += 1;
  } catch {
    count.failed += 1;
  }
}

/** Runs a script on the pinned Node, which comes first on its PATH as well; answers the exit code. */
function node(args) {
  return new Promise((resolve) => {
    const bin = join(root, 'node_modules', '.bin');
    const child = spawn(nodeBinary(), args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
