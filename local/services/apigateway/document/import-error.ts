/** AWS, or the local cloud, refuses the document. */
export class ImportError extends Error {
  readonly status = 400;
  constructor(message: string) {
    super(message);
    this.name = "ImportError";
  }
}

/** Collects what is wrong with a document, so that one import tells everything. */
export class Findings {
  readonly warnings: string[] = [];
  private readonly errors: string[] = [];

  warn(message: string): void {
    if (!this.warnings.includes(message)) this.warnings.push(message);
  }

  error(message: string): void {
    this.errors.push(message);
  }

  // fidelity: observed: import errors of ImportRestApi begin so and list one problem a line
  throwErrors(): void {
    if (this.errors.length > 0) {
      throw new ImportError(`Errors found during import:\n${this.errors.map((error) => `\t${error}`).join("\n")}`);
    }
  }
}
