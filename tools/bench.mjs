// `npm run bench`: the performance harness; see bench/README.md.
import { buildWeb } from './build-web.mjs';
import { install, nodeBinary, run } from './install.mjs';

await install('all');
await buildWeb(console.log);
await run(nodeBinary(), ['bench/main.ts', ...process.argv.slice(2)]).catch(() => process.exit(1));
