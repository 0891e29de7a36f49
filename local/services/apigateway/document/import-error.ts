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
  /** What AWS warns of. */
  readonly warnings: string[] = [];
  /** What the local cloud has to say besides; no reason to refuse a document. */
  readonly notices: string[] = [];
  private readonly errors: string[] = [];

  warn(message: string): void {
    if (!this.warnings.includes(message)) this.warnings.push(message);
  }

  notice(message: string): void {
    if (!this.notices.includes(message)) this.notices.push(message);
  }

  error(message: string): void {
    this.errors.push(message);
  }

  // fidelity: observed: errors of ImportRestApi in issues and read-me files begin so, list one problem a line, and then the warnings;
  // warnings alone: the acceptance tests of Terraform's provider
  throwProblems(failOnWarnings: boolean): void {
    if (this.errors.length > 0) {
      const warnings =
        this.warnings.length > 0 ? `\nAdditionally, these warnings were found:${lines(this.warnings)}` : "";
      throw new ImportError(`Errors found during import:${lines(this.errors)}${warnings}`);
    }
    if (failOnWarnings && this.warnings.length > 0) {
      throw new ImportError(`Warnings found during import:${lines(this.warnings)}`);
    }
  }
}

const lines = (items: readonly string[]): string => items.map((item) => `\n\t${item}`).join("");
