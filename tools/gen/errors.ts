import { PROBLEMS, type ProblemCode } from '../../packages/contract/src/problem.ts';
import { ADVICE } from '../../packages/contract/src/problem-advice.ts';

/** docs/errors.md, from the catalogue that errors are thrown from. */
export async function generate(): Promise<{ path: string; text: string }> {
  const codes = Object.keys(PROBLEMS) as ProblemCode[];
  const sections = codes.map(
    (code) => `### ${code}\n\n**${PROBLEMS[code].status}** ${PROBLEMS[code].title}\n\n${ADVICE[code]}\n`,
  );
  const text = `# Errors

Generated from \`packages/contract/src/problem.ts\` and \`problem-advice.ts\` by \`npm run gen\`.

Every error answer is \`application/problem+json\` (RFC 9457):

\`\`\`json
{
  "type": "urn:railguard:problem:invalid_request",
  "title": "${PROBLEMS.invalid_request.title}",
  "status": 400,
  "code": "invalid_request",
  "errors": [{ "pointer": "/name", "detail": "is required" }],
  "request_id": "0199d1c4-5c3e-7a2b-8f00-1234567890ab"
}
\`\`\`

Programs go by \`code\`, which never changes its meaning. \`title\` is the sentence below; \`detail\` is there where more
can be said about this occurrence, \`errors\` where fields are wrong. The control API adds \`request_id\`, which is also in
the header \`X-Request-Id\` and in the log of the server; a client may send its own in that header.

Sentry's endpoints answer the same statuses in the form Sentry's SDKs read.

## Codes

${sections.join('\n')}`;
  return { path: 'docs/errors.md', text };
}
