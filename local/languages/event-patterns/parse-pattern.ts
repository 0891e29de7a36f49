import { type Dialect, type Matcher, matcherOf } from "./matchers";
import { PatternError } from "./pattern-error";
import { type Node, readPattern } from "./read-pattern";

/** What all has to hold, by path; one way in which a pattern can be met: `$or` makes several. */
export type Branch = ReadonlyMap<string, readonly Matcher[]>;

/** Names that `$or` keeps for itself. fidelity: docs: event-ruler 1.7.0, Constants */
const RESERVED = new Set([
  ...["exactly", "equals-ignore-case", "prefix", "suffix", "anything-but", "exists", "wildcard", "numeric", "cidr"],
  ...["=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case"],
  ...["date-after", "date-on-or-after", "date-before", "date-on-or-before", "in-date-range"],
  ...["ip-address-in-range", "ip-address-not-in-range"],
]);

/** Of alternatives times alternatives: a guard. */
const MOST_BRANCHES = 10_000;

/** @throws {PatternError} */
// fidelity: docs: event-ruler 1.7.0, JsonRuleCompiler
export const parsePattern = (text: string, dialect: Dialect): readonly Branch[] => {
  const node = readPattern(text);
  if (node.kind !== "object") throw new PatternError("Filter is not an object");
  return new Parser(dialect).object(node, "", [new Map()], false);
};

class Parser {
  constructor(private readonly dialect: Dialect) {}

  object(node: Extract<Node, { kind: "object" }>, path: string, branches: readonly Branch[], inOr: boolean) {
    let all = branches;
    for (const [key, value] of node.entries) {
      const here = path === "" ? key : `${path}.${key}`;
      if (key === "$or") all = this.or(value, path, all);
      else if (inOr && RESERVED.has(key)) {
        throw new PatternError(`${key} is Ruler reserved fieldName which cannot be used inside $or.`);
      } else if (value.kind === "object") all = this.object(value, here, all, inOr);
      else if (value.kind === "array") all = this.field(value.items, here, all);
      else throw new PatternError(`"${key}" must be an object or an array`);
    }
    if (node.entries.length === 0) throw new PatternError("Empty objects are not allowed");
    return all;
  }

  private or(node: Node, path: string, branches: readonly Branch[]): readonly Branch[] {
    if (node.kind !== "array") throw new PatternError("It must be an Array followed with $or.");
    const all: Branch[] = [];
    for (const item of node.items) {
      if (item.kind !== "object") {
        throw new PatternError("Only JSON object is allowed in array of $or relationship.");
      }
      all.push(...this.object(item, path, branches, true));
      if (all.length > MOST_BRANCHES) throw new PatternError("Rule is too complex");
    }
    if (node.items.length < 2) {
      throw new PatternError("There must have at least 2 Objects in $or relationship.");
    }
    return all;
  }

  private field(items: readonly Node[], path: string, branches: readonly Branch[]): readonly Branch[] {
    const matchers = items.map((item) => matcherOf(item, this.dialect));
    if (matchers.length === 0) throw new PatternError("Empty arrays are not allowed");
    return branches.map((branch) => new Map(branch).set(path, matchers));
  }
}
