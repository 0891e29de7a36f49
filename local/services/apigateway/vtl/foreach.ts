import { HostObject, JavaList, type Value } from "../../../languages/java/value";
import { evaluate } from "./evaluate-expression";
import type { Node } from "./parser/ast";
import { type Exit, renderBlock } from "./render-block";
import { MAX_LOOPS } from "./template-bounds";
import type { Frame } from "./values/frame";

/** `$foreach` */
export class LoopScope extends HostObject {
  index = -1;
  hasNext = false;

  constructor(private readonly parent: Value) {
    super();
  }

  property(name: string): Value {
    switch (name) {
      case "index":
        return this.index;
      case "count":
        return this.index + 1;
      case "hasNext":
        return this.hasNext;
      case "first":
        return this.index === 0;
      case "last":
        return !this.hasNext;
      case "parent":
        return this.parent;
      case "topmost":
        return this.parent instanceof LoopScope ? this.parent.property("topmost") : this;
      case "depth":
        return this.parent instanceof LoopScope ? this.parent.nesting() + 1 : 1;
      default:
        return null;
    }
  }

  call(name: string): Value | undefined {
    switch (name) {
      case "hasNext":
        return this.hasNext;
      case "isFirst":
      case "isLast":
        return this.property(name.slice(2).toLowerCase());
      case "getIndex":
      case "getCount":
      case "getParent":
      case "getTopmost":
      case "getDepth":
        return this.property(name.slice(3).toLowerCase());
      default:
        return undefined;
    }
  }

  print(): string {
    return "org.apache.velocity.runtime.directive.ForeachScope@2d98a335";
  }

  private nesting(): number {
    return this.parent instanceof LoopScope ? this.parent.nesting() + 1 : 1;
  }
}

export function renderForeach(node: Extract<Node, { kind: "foreach" }>, frame: Frame): Exit | undefined {
  const items = elements(evaluate(node.list, frame), frame);
  if (items === undefined) return undefined;
  const { variables } = frame;
  const names = [node.variable, "velocityCount", "velocityHasNext", "foreach"];
  const saved = names.map((name) => variables.get(name));
  const scope = new LoopScope(variables.get("foreach") ?? null);
  variables.set("foreach", scope);
  const exit = loop(node, items, scope, frame);
  names.forEach((name, index) => {
    const before = saved[index];
    if (before === undefined) variables.delete(name);
    else variables.set(name, before);
  });
  // A plain break ends this loop; so does one that names its scope.
  return exit === "break" || exit === scope ? undefined : exit;
}

function loop(
  node: Extract<Node, { kind: "foreach" }>,
  items: readonly Value[],
  scope: LoopScope,
  frame: Frame,
): Exit | undefined {
  const { variables } = frame;
  const end = Math.min(items.length, MAX_LOOPS);
  for (let index = 0; index < end; index++) {
    frame.spend(1);
    scope.index = index;
    scope.hasNext = index + 1 < items.length;
    variables.set("velocityCount", index + 1);
    variables.set("velocityHasNext", scope.hasNext);
    variables.set(node.variable, items[index] ?? null);
    const exit = renderBlock(node.body, frame);
    if (exit !== undefined) return exit;
  }
  return undefined;
}

/** A list's elements or a map's values, as they were when the loop began. Other values are passed over in silence. */
function elements(value: Value, frame: Frame): readonly Value[] | undefined {
  if (value instanceof JavaList) return [...value.items];
  if (value instanceof Map) return [...value.values()];
  if (value instanceof HostObject && !(value instanceof LoopScope)) {
    const values = value.call("values", [], frame);
    return values instanceof JavaList ? values.items : undefined;
  }
  return undefined;
}
