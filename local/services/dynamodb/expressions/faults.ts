import { ExpressionError } from "./syntax";

/** What is wrong with an expression beyond its syntax: of each kind the first, told in the order of the kinds. */
export class Faults<Kind extends string> {
  private readonly found = new Map<Kind, string>();

  constructor(private readonly order: readonly Kind[]) {}

  add(kind: Kind, message: string | undefined): void {
    if (message !== undefined && !this.found.has(kind)) this.found.set(kind, message);
  }

  get first(): string | undefined {
    const kind = this.order.find((each) => this.found.has(each));
    return kind === undefined ? undefined : this.found.get(kind);
  }

  /** @throws {ExpressionError} */
  refuse(): void {
    const { first } = this;
    if (first !== undefined) throw new ExpressionError(first);
  }
}
