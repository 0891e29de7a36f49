import { MAX_TEXT } from "../../../../languages/bounds";
import { ExpressionError } from "../../../../languages/expression-error";
import type { Meter, Value } from "../../../../languages/java/value";
import { MAX_STEPS } from "../template-bounds";

// Own constants: an import is read through a getter, which costs more than the comparison.
const mostSteps = MAX_STEPS;
const mostText = MAX_TEXT;

/** The state of one rendering. */
export class Frame implements Meter {
  output = "";
  private steps = 0;

  readonly variables = new Map<string, Value>();

  /** `builtin` makes `$input` and its like when a template first names them. */
  constructor(private readonly builtin: (name: string) => Value | undefined) {}

  get(name: string): Value {
    const known = this.variables.get(name);
    if (known !== undefined) return known;
    const made = this.builtin(name);
    if (made === undefined) return null;
    this.variables.set(name, made);
    return made;
  }

  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > mostSteps) {
      throw new ExpressionError(`the template does more than ${MAX_STEPS} steps; shorten its loops`);
    }
  }

  text(text: string): string {
    if (text.length > mostText)
      throw new ExpressionError(`the template makes a text of more than ${MAX_TEXT} characters`);
    this.spend(text.length >> 6);
    return text;
  }

  write(text: string): void {
    this.spend(1 + (text.length >> 6));
    this.output += text;
    if (this.output.length > mostText) {
      throw new ExpressionError(`the template renders more than ${MAX_TEXT} characters`);
    }
  }

  /** What `render` writes, as a text instead of output. */
  capture(render: () => void): string {
    const before = this.output;
    this.output = "";
    try {
      render();
      return this.output;
    } finally {
      this.output = before;
    }
  }
}
