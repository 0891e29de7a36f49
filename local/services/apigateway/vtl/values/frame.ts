import { MAX_STEPS, MAX_TEXT } from "../limits";
import { TemplateError } from "../template-error";
import type { Meter, Value } from "./value";

/** The state of one rendering. */
export class Frame implements Meter {
  output = "";
  private steps = 0;

  constructor(readonly variables: Map<string, Value>) {}

  spend(steps: number): void {
    this.steps += steps;
    if (this.steps > MAX_STEPS) {
      throw new TemplateError(`the template does more than ${MAX_STEPS} steps; shorten its loops`);
    }
  }

  text(text: string): string {
    if (text.length > MAX_TEXT)
      throw new TemplateError(`the template makes a text of more than ${MAX_TEXT} characters`);
    this.spend(text.length >> 6);
    return text;
  }

  write(text: string): void {
    this.spend(1 + (text.length >> 6));
    this.output += text;
    if (this.output.length > MAX_TEXT) {
      throw new TemplateError(`the template renders more than ${MAX_TEXT} characters`);
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
