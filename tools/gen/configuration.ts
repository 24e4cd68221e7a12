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

| variable | meaning | default |
| --- | --- | --- |
${rows.join('\n')}
`;
  return { path: 'docs/configuration.md', text };
}
