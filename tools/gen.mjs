// `npm run gen`: writes the generated documents. `--check` writes nothing and fails where one is stale.
import { install, nodeBinary, run } from './install.mjs';

await install('all');
await run(nodeBinary(), ['tools/gen/main.ts', ...process.argv.slice(2)]).catch(() => process.exit(1));
