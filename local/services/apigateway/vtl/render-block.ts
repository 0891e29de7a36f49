import { print } from "../../../languages/java/print";
import { DefinedBlock } from "./defined-block";
import { evaluate, isTrue } from "./evaluate-expression";
import { LoopScope, renderForeach } from "./foreach";
import type { Block, Node } from "./parser/ast";
import { assign, readReference } from "./reference";
import type { Frame } from "./values/frame";

/** Why rendering left a block before its end: `#stop`, `#break`, or `#break` of a certain outer loop. */
export type Exit = "stop" | "break" | LoopScope;

export function renderBlock(block: Block, frame: Frame): Exit | undefined {
  for (const node of block) {
    const exit = renderNode(node, frame);
    if (exit !== undefined) return exit;
  }
  return undefined;
}

function renderNode(node: Node, frame: Frame): Exit | undefined {
  switch (node.kind) {
    case "text":
      frame.write(node.text);
      return undefined;
    case "reference":
      frame.write(node.prefix + (node.escaped ? node.source : print(readReference(node, frame), frame)));
      return undefined;
    case "set": {
      const value = evaluate(node.value, frame);
      // Velocity's default: null is not assigned, the variable keeps what it had.
      if (value !== null) assign(node.target, value, frame);
      return undefined;
    }
    case "if":
      return renderIf(node, frame);
    case "foreach":
      return renderForeach(node, frame);
    case "define":
      frame.variables.set(node.name, new DefinedBlock(node.name, node.body));
      return undefined;
    case "break": {
      const scope = node.scope === undefined ? undefined : evaluate(node.scope, frame);
      return scope instanceof LoopScope ? scope : "break";
    }
    case "stop":
      return "stop";
  }
}

function renderIf(node: Extract<Node, { kind: "if" }>, frame: Frame): Exit | undefined {
  for (const branch of node.branches) {
    if (isTrue(branch.condition, frame)) return renderBlock(branch.body, frame);
  }
  return node.otherwise === undefined ? undefined : renderBlock(node.otherwise, frame);
}
