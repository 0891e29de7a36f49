/** A pattern took longer than it may, or had no room. The message names it. */
export class PatternExcess extends Error {
  override readonly name = "PatternExcess";
}
