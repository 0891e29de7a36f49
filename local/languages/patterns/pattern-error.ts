/** What is no pattern, or one with something that is not known here. */
export class PatternError extends Error {
  override readonly name: string = "PatternError";
}
