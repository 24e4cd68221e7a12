import { VARIABLES } from '../../packages/kit/src/config.ts';

/** docs/configuration.md, from the list that validates. */
export async function generate(): Promise<{ path: string; text: string }> {
  const rows = VARIABLES.map(
    ({ name, meaning, default: fallback, secret }) =>
      `| \`${name}\`${secret ? ` or \`${name}_FILE\`` : ''} | ${meaning} | ${fallback} |`,
  );
  const text = `# Configuration

Generated from \`packages/kit/src/config.ts\` by \`npm run gen\`.

Railguard is configured by environment variables alone. Every value is checked at start; all bad ones are named at
once with the reason, and the process exits with 78. An empty variable counts as absent. A secret may be given as the
path of a file that holds it, in the variable with \`_FILE\` at its end.

The one-process product (\`npm start\`) and the services as processes of their own (\`node services/ingestor/src/main.ts\`,
\`services/worker\`, \`services/api\`) read the same variables. A process of its own has no embedded database: each needs
\`DATABASE_URL\`, and the API needs \`RAILGUARD_SECRET\`, the same for all of them.

| variable | meaning | default |
| --- | --- | --- |
${rows.join('\n')}

## Starting and ending

A process answers \`/healthz\` from the first moment. It waits for its database and its queue as long as that takes, says
what it waits for, and until it is ready answers 503 with \`Retry-After\`; \`/readyz\` names what is missing. SIGTERM stops it
within ten seconds.

| exit code | meaning |
| --- | --- |
| 0 | Stopped as asked. |
| 1 | It cannot start, or did not stop in time; one sentence on stderr says why. Among these: a port in use, a database of a newer version. |
| 64 | A command was used wrongly (\`npm run queue\`). |
| 78 | Settings, or what they point at, have to be changed before it can start: a bad value, a wrong user or password, no such database, a user who may not create tables, a queue that exists with other arguments. |
`;
  return { path: 'docs/configuration.md', text };
}
