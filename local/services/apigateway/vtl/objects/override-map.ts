import { ExpressionError } from "../../../../languages/expression-error";
import { SilentMap, type Value } from "../../../../languages/java/value";

/**
 * A map of overrides: a template may set each of its parameters once.
 * fidelity: docs: "Use a mapping template to override …": "Trying to override the same parameter multiple times will result in 5XX"
 */
export class OverrideMap extends SilentMap {
  private readonly overridden = new Set<Value>();

  /** Puts in what an earlier template left. */
  given(key: Value, value: Value): void {
    super.set(key, value);
  }

  override set(key: Value, value: Value): this {
    if (this.overridden.has(key)) throw new ExpressionError(`${String(key)} is overridden twice`);
    this.overridden.add(key);
    return super.set(key, value);
  }
}
