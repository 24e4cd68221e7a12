// `npm run check`: format, lint with the import rules, types, and whether generated documents are current.
import { install, nodeBinary, run } from './install.mjs';

await install('all');
const steps = [
  ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  ['node_modules/typescript/bin/tsc'],
  ['node_modules/typescript/bin/tsc', '-p', 'apps/web/tsconfig.json'],
  ['tools/gen/main.ts', '--check'],
];
for (const step of steps) {
  await run(nodeBinary(), step).catch((error) => {
    console.error(error.message.split('\n')[0]);
    process.exit(1);
  });
}
