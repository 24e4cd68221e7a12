/** Something secret that can be told by its looks, wherever it stands. Registered in `all.ts`. */
export interface ScrubRule {
  name: string;
  /**
   * Matches every text the rule could change, and few others. All hints are joined into one test, so that a text
   * without secrets is read once; linear in its length, without flags or groups that are numbered or named.
   */
  hint: RegExp;
  /** Also applied to source code around frames, where `token = nextToken()` is no secret. */
  inSource: boolean;
  /** The text with each secret replaced. Linear in the text's length; changes nothing the second time. */
  apply(text: string): string;
}
