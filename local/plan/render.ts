import type { Difference, Lines } from "./difference";
import { isEmpty } from "./difference";
import type { FixedCosts } from "./fixed-costs";
import type { Plan } from "./plan";
import type { BrokenRule, Summary } from "./summary";
import type { Branch } from "./tree";
import type { UsePrice } from "./use-prices";
import { describe, describeList } from "./wording";

/** The plan as text, a section for each question. */
export const render = (plan: Plan): string =>
  [
    `${plan.project}, stack ${plan.stack}, ${plan.region}`,
    ...(plan.against ? [section(`Changes since ${plan.against.ref}`, difference(plan.against.difference))] : []),
    section(
      "Components and resources",
      plan.resources.flatMap((branch) => tree(branch)),
    ),
    section("Who may do what", grants(plan)),
    section("Open to the internet", endpoints(plan)),
    section("How much at a time", bounds(plan)),
    section("Costs while nothing happens", costs(plan.cost, plan.region)),
    ...(plan.use.length > 0 ? [section("Prices of use", plan.use.map(useLine))] : []),
    ...(plan.warnings.length > 0 ? [section("Warnings", plan.warnings)] : []),
    section("Policies", policyLines(plan.violations)),
  ].join("\n\n");

const section = (title: string, lines: readonly string[]): string =>
  [title, "=".repeat(title.length), ...lines].join("\n");

const tree = ({ type, name, protect, count, children }: Branch, indent = ""): string[] => [
  `${indent}${count === undefined ? describe({ type, name }) : describeList(count, type, name)}${protect ? " (protected)" : ""}`,
  ...children.flatMap((child) => tree(child, `${indent}  `)),
];

const grants = ({ grants }: Summary): string[] =>
  grants.flatMap(({ holder, may }) => [
    `${holder} may`,
    ...may.map(({ words, actions }) => `  ${words}${actions.length > 0 ? ` (${actions.join(", ")})` : ""}`),
  ]);

const endpoints = ({ endpoints }: Summary): string[] =>
  endpoints.length === 0
    ? ["nothing"]
    : endpoints.flatMap(({ endpoint, routes }) => [
        endpoint,
        ...routes.map(({ route, access }) => `  ${route}: ${access}`),
      ]);

const bounds = ({ bounds }: Summary): string[] =>
  bounds.length === 0 ? ["nothing runs"] : bounds.map(({ what, bound }) => `${what}: ${bound}`);

const costs = ({ items, monthly, prices }: FixedCosts, region: string): string[] => {
  const width = Math.max(0, ...items.map(({ resource }) => resource.length));
  const foreign = region === prices.region ? "" : `; ${region} has other prices`;
  return [
    ...items.map(
      (item) => `${dollars(item.monthly).padStart(10)}  ${item.resource.padEnd(width)}  ${item.calculation}`,
    ),
    `${dollars(monthly).padStart(10)}  a month, without storage, traffic and requests`,
    `Prices of ${prices.region} as of ${prices.asOf}: ${prices.source}${foreign}.`,
  ];
};

const useLine = ({ resource, prices }: UsePrice): string =>
  `${resource}: ${Object.entries(prices)
    .map(([unit, each]) => `$${each} a ${unit}`)
    .join(", ")}`;

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

/** The broken rules of the policy pack, one a line. */
export const policyLines = (violations: readonly BrokenRule[]): string[] =>
  violations.length === 0
    ? ["all hold"]
    : violations.map(({ rule, level, resource, problem }) => `${level} ${rule}: ${resource}: ${problem}`);

const difference = (changes: Difference): string[] => {
  const { added, removed, changed, grants, endpoints, cost } = changes;
  if (isEmpty(changes)) return ["none"];
  return [
    ...added.map((resource) => `+ ${resource}`),
    ...removed.map((resource) => `- ${resource}`),
    ...changed.flatMap(({ resource, changes: paths, effects = [] }) => [
      `~ ${resource}`,
      ...effects.map((effect) => `  ! ${effect}`),
      ...paths.map(({ path, before = "nothing", after = "nothing" }) => `    ${path}: ${before} -> ${after}`),
    ]),
    ...gained("Rights", grants),
    ...gained("Open to the internet", endpoints),
    ...(cost.before === cost.after ? [] : [`Costs: ${dollars(cost.before)} -> ${dollars(cost.after)} a month`]),
  ];
};

const gained = (title: string, { added, removed }: Lines): string[] =>
  added.length + removed.length === 0
    ? []
    : [`${title}:`, ...added.map((line) => `  + ${line}`), ...removed.map((line) => `  - ${line}`)];
