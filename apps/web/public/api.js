/** A refusal, with the server's problem document (RFC 9457). */
export class Refusal extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/**
 * Calls the API of this page's own server.
 * @throws Refusal for every answer that is not a success; TypeError where there is no answer
 */
export async function call(method, path, { body, token } = {}) {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (answer.ok) return answer.status === 204 ? undefined : answer.json();
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json');
  throw new Refusal(isProblem ? await answer.json() : { title: `The server answered ${answer.status}.` });
}
