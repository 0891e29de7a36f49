/** Why a text is no event pattern, in the words of AWS. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}
