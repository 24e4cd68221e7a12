/** An issue was deleted or merged after its id was looked up; looking again makes a new one, or finds where it is. */
export class IssueGoneError extends Error {
  override name = 'IssueGoneError';
}
