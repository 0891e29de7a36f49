/**
 * A mapping template that cannot be parsed or rendered. The gateway answers it with 500 and logs the message;
 * nothing else is ever thrown by `compile` and `renderMapping`.
 */
export class TemplateError extends Error {
  override readonly name = "TemplateError";

  constructor(
    rule: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(line === undefined ? rule : `line ${line}, column ${column}: ${rule}`);
  }
}
