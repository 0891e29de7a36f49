import type {
  Policies,
  PolicyResource,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { type CheckedResource, type Circumstances, UNKNOWN } from "./checked-resource";
import type { ResourceRule, Rule, StackRule } from "./rule";

/** The rules as Pulumi's engine asks them. */
export const asPolicies = (rules: readonly Rule[], circumstances: Circumstances): Policies =>
  rules.map((rule) => ("checkStack" in rule ? ofStack(rule, circumstances) : ofResource(rule, circumstances)));

const ofResource = (rule: ResourceRule, circumstances: Circumstances): ResourceValidationPolicy => ({
  name: rule.name,
  description: rule.description,
  enforcementLevel: rule.level,
  validateResource(args, report) {
    if (!rule.types.includes(args.type)) return;
    for (const problem of rule.check(single(args), circumstances)) report(`${args.name}: ${problem}`);
  },
});

const ofStack = (rule: StackRule, circumstances: Circumstances): StackValidationPolicy => ({
  name: rule.name,
  description: rule.description,
  enforcementLevel: rule.level,
  validateStack({ resources }, report) {
    const stack = { ...circumstances, resources: resources.map(together) };
    for (const { resource, problem } of rule.checkStack(stack)) report(`${resource.name}: ${problem}`, resource.urn);
  },
});

const single = ({ urn, type, name, props, opts }: ResourceValidationArgs): CheckedResource => ({
  urn,
  type,
  name,
  props: known(props) as CheckedResource["props"],
  protect: opts.protect,
  uses: {},
});

const together = ({ urn, type, name, props, opts, propertyDependencies }: PolicyResource): CheckedResource => ({
  urn,
  type,
  name,
  props: known(props) as CheckedResource["props"],
  protect: opts.protect,
  uses: Object.fromEntries(
    Object.entries(propertyDependencies).map(([property, used]) => [property, used.map((resource) => resource.urn)]),
  ),
});

/**
 * Plain values. The SDK throws whenever an unknown value is read and gives the whole rule up; our rules look past it.
 * Assets and archives are no plain values and left out.
 */
const known = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  const read = (key: string): unknown => {
    try {
      return known((value as Record<string, unknown>)[key]);
    } catch {
      return UNKNOWN;
    }
  };
  if (Array.isArray(value)) return Array.from({ length: value.length }, (_, index) => read(String(index)));
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  return Object.fromEntries(Object.keys(value).map((key) => [key, read(key)]));
};
