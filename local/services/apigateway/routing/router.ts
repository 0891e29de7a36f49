/** What a request's path and method lead to. */
export interface Match<T> {
  readonly target: T;
  /** Path variables as they stand in the path, still percent-encoded. */
  readonly variables: Readonly<Record<string, string>>;
}

interface Node<T> {
  readonly fixed: Map<string, Node<T>>;
  variable: { readonly name: string; readonly node: Node<T> } | undefined;
  greedy: { readonly name: string; readonly node: Node<T> } | undefined;
  readonly methods: Map<string, T>;
}

const newNode = <T>(): Node<T> => ({ fixed: new Map(), variable: undefined, greedy: undefined, methods: new Map() });

// fidelity: docs: the methods that ANY stands for
const ANY = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/**
 * Resource paths as a tree of segments: the cost of a look-up grows with the length of the path, not with the number of routes.
 *
 * A fixed segment wins over `{name}`, and that over `{name+}`; a resource that lacks the method gives way to the next.
 */
// fidelity: observed: conformance routing-*
export class Router<T> {
  private readonly root = newNode<T>();

  /** `path` with `{name}` and `{name+}` segments; `method` or `ANY`. */
  add(path: string, method: string, target: T): void {
    let node = this.root;
    for (const segment of path.split("/").filter(Boolean)) {
      const variable = /^\{(.+?)(\+?)\}$/.exec(segment);
      node = variable ? this.variableOf(node, variable[1] ?? "", variable[2] === "+") : this.fixedOf(node, segment);
    }
    node.methods.set(method, target);
  }

  /** `path` as sent, below the stage, without query. One slash at its end does not count. */
  find(method: string, path: string): Match<T> | undefined {
    const trimmed = path.replace(/^\/+/, "").replace(/\/$/, "");
    const segments = trimmed === "" ? [] : trimmed.split("/");
    return walk(this.root, segments, 0, method);
  }

  private fixedOf(node: Node<T>, segment: string): Node<T> {
    const known = node.fixed.get(segment);
    if (known) return known;
    const made = newNode<T>();
    node.fixed.set(segment, made);
    return made;
  }

  private variableOf(node: Node<T>, name: string, greedy: boolean): Node<T> {
    const next = (greedy ? node.greedy : node.variable) ?? { name, node: newNode<T>() };
    if (greedy) node.greedy = next;
    else node.variable = next;
    return next.node;
  }
}

const targetOf = <T>(node: Node<T>, method: string): T | undefined =>
  node.methods.get(method) ?? (ANY.has(method) ? node.methods.get("ANY") : undefined);

const walk = <T>(node: Node<T>, segments: readonly string[], depth: number, method: string): Match<T> | undefined => {
  const segment = segments[depth];
  if (segment === undefined) {
    const target = targetOf(node, method);
    return target && { target, variables: {} };
  }
  const fixed = node.fixed.get(segment) ?? node.fixed.get(decoded(segment));
  const found = fixed && walk(fixed, segments, depth + 1, method);
  if (found) return found;
  if (node.variable && segment !== "") {
    const match = walk(node.variable.node, segments, depth + 1, method);
    if (match) return { target: match.target, variables: { [node.variable.name]: segment, ...match.variables } };
  }
  const target = node.greedy && targetOf(node.greedy.node, method);
  return target && node.greedy
    ? { target, variables: { [node.greedy.name]: segments.slice(depth).join("/") } }
    : undefined;
};

const decoded = (segment: string): string => {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
