/**
 * A template, a path or a text of a language that stands here which cannot be read or evaluated: where Java would throw.
 */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";

  constructor(
    rule: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(line === undefined ? rule : `line ${line}, column ${column}: ${rule}`);
  }
}
