/** An issue was deleted after its id was looked up; looking again makes a new one. */
export class IssueGoneError extends Error {
  override name = 'IssueGoneError';
}
