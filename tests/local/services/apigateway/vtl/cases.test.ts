import assert from "node:assert/strict";
import { ExpressionError } from "../../../../../local/languages/expression-error";
import cases from "./cases.json";
import { render } from "./render";

interface Case {
  readonly about: string;
  readonly template: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly rendered?: string;
  /** A part of the message of the ExpressionError expected instead. */
  readonly error?: string;
}

/** What Velocity 1.7's source says of each template, and what was recorded on AWS where that differs. */
describe("vtl: the language", () => {
  for (const { about, template, variables, rendered, error } of cases as Case[]) {
    it(`${about}: ${template}`, () => {
      if (error === undefined) assert.equal(render(template, { variables }), rendered);
      else assert.throws(() => render(template, { variables }), isTemplateError(error));
    });
  }
});

function isTemplateError(part: string): (thrown: unknown) => boolean {
  return (thrown) => thrown instanceof ExpressionError && thrown.message.includes(part);
}
