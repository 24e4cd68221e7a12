/** Errors of the network say all there is to say by their code, and their texts repeat addresses. */
const NETWORK_CODE = /^E[A-Z]+$/;
const SIGNS_IN = /\/\/[^\s/@]*@/g;

/** What went wrong in a few words, on one line, and without the passwords of URLs. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return withoutPasswords(String(error));
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && NETWORK_CODE.test(code)) return code;
  return withoutPasswords(error.message.split('\n', 1)[0] || error.name);
}

/** A text that may quote URLs: what they sign in with is left out. */
export function withoutPasswords(text: string): string {
  return text.replace(SIGNS_IN, '//');
}
