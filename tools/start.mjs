// `npm start`: installs what running needs, builds the dashboard, then hands over to the product on the pinned Node.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildWeb } from './build-web.mjs';
import { install, nodeBinary, root } from './install.mjs';

try {
  await install('run');
  await buildWeb((sentence) => process.stdout.write(`  ${sentence}\n`));
} catch (error) {
  process.stderr.write(`\nRailguard could not be installed: ${error.message}\n`);
  process.exit(1);
}

// The largest nursery of V8's heap, which is larger by default the more memory a machine has: 80 MB of garbage in two
// processes that idle, for nothing that the benchmark could tell. The worker inherits it.
const flags = JSON.parse(readFileSync(new URL('../services/solo/node-flags.json', import.meta.url), 'utf8'));
const product = spawn(nodeBinary(), [...flags, 'services/solo/src/main.ts'], {
  cwd: root,
  // The channel tells the product when this process is gone, however that happened.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
// Ctrl-C reaches the whole terminal group, the product included; here it only must not end this process first.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => product.kill('SIGTERM'));
// npm passes a signal on to the shell between us, which ends without passing it further; then our parent changes.
const shell = process.ppid;
setInterval(() => process.ppid !== shell && product.kill('SIGTERM'), 500).unref();
product.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
