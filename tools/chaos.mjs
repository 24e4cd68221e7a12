// `npm run chaos`: everything goes wrong for ten minutes, and then it is counted; see e2e/README.md.
import { buildWeb } from './build-web.mjs';
import { install, nodeBinary, run } from './install.mjs';
import { installSystemPackages } from './system-packages.mjs';

await install('all');
await buildWeb(console.log);
installSystemPackages();
await run(nodeBinary(), ['e2e/chaos/main.ts', ...process.argv.slice(2)]).catch(() => process.exit(1));
