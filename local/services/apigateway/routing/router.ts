/** What a request's path and method lead to. */
export interface Match<T> {
  readonly target: T;
  /** Path variables as they stand in the path, still percent-encoded. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Maps are made when they are needed: most resources have no fixed children, and small ones stay in the processor's cache. */
interface Node<T> {
  fixed: Map<string, Node<T>> | undefined;
  variable: { readonly name: string; readonly node: Node<T> } | undefined;
  greedy: { readonly name: string; readonly node: Node<T> } | undefined;
  methods: Map<string, T> | undefined;
}

const newNode = <T>(): Node<T> => ({
  fixed: undefined,
  variable: undefined,
  greedy: undefined,
  methods: undefined,
});

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
    node.methods ??= new Map();
    node.methods.set(method, target);
  }

  /** `path` as sent, below the stage, without query. One slash at its end does not count. */
  find(method: string, path: string): Match<T> | undefined {
    let start = 0;
    while (path[start] === "/") start++;
    const end = path.endsWith("/") ? path.length - 1 : path.length;
    const segments = start >= end ? [] : path.slice(start, end).split("/");
    const values: Variable[] = [];
    const target = walk(this.root, segments, 0, method, values);
    if (target === undefined) return undefined;
    const variables: Record<string, string> = {};
    for (const [name, value] of values) variables[name] = value;
    return { target, variables };
  }

  private fixedOf(node: Node<T>, segment: string): Node<T> {
    node.fixed ??= new Map();
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
  node.methods?.get(method) ?? (ANY.has(method) ? node.methods?.get("ANY") : undefined);

type Variable = readonly [name: string, value: string];

/** Puts the variables of the way that it finds into `values`. */
const walk = <T>(
  node: Node<T>,
  segments: readonly string[],
  depth: number,
  method: string,
  values: Variable[],
): T | undefined => {
  const segment = segments[depth];
  if (segment === undefined) return targetOf(node, method);
  const fixed = node.fixed?.get(segment) ?? node.fixed?.get(decoded(segment));
  const found = fixed && walk(fixed, segments, depth + 1, method, values);
  if (found !== undefined) return found;
  const { variable, greedy } = node;
  if (variable && segment !== "") {
    values.push([variable.name, segment]);
    const target = walk(variable.node, segments, depth + 1, method, values);
    if (target !== undefined) return target;
    values.pop();
  }
  const target = greedy && targetOf(greedy.node, method);
  if (target !== undefined) values.push([greedy?.name ?? "", segments.slice(depth).join("/")]);
  return target;
};

const decoded = (segment: string): string => {
  if (!segment.includes("%")) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
