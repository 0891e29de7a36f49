import {
  component,
  duration,
  either,
  flag,
  list,
  number,
  object,
  oneOf,
  record,
  type Shape,
  text,
} from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import type { Retention } from "../../core/args/retention";
import { type Tags, tagsShape } from "../../core/args/tags";
import { transformShape } from "../../core/component/children";
import { RestApi } from "../../logic/rest-api/rest-api";
import { type WebAclTransform, webAclChildren } from "./children";
import { type Condition, conditionShape } from "./condition";
import { type ManagedRules, managedRulesShape } from "./managed-rules";

export interface WebAclArgs {
  /**
   * What it stands before: APIs of this region, or distributions, for which it is in us-east-1 (`webAcl` of a `StaticSite`).
   *
   * @default "regional"
   */
  readonly scope?: "regional" | "cloudfront";
  /** The APIs; a regional web ACL alone has them here. @default [] */
  readonly protects?: readonly RestApi[];
  /** Rules of one's own, by name, in their order, before all others. @default {} */
  readonly rules?: Readonly<Record<string, WebAclRule>>;
  /** How many requests one address may send. @default { requests: 2000, window: "5 minutes" } */
  readonly rate?: WebAclRate | false;
  /**
   * Rules of AWS without a price of their own, which block what they find: `{ common: { counts: ["SizeRestrictions_BODY"] } }`.
   *
   * @default { "ip reputation": "block", "known bad inputs": "block", common: "block" }
   */
  readonly managed?: ManagedRules;
  /** A line for each request that was blocked or counted (billed by the GB). @default {} */
  readonly logs?: WebAclLogs | false;
  /** Of the web ACL; those of the provider's `defaultTags` come by themselves. @default {} */
  readonly tags?: Tags;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: WebAclTransform;
}

export interface WebAclRule {
  readonly when: Condition;
  /** `"allow"` asks no further rule. `"count"` goes on. */
  readonly action: "block" | "allow" | "count";
}

export interface WebAclRate {
  /** 10 to 2,000,000,000. */
  readonly requests: number;
  /** Within the last 1, 2, 5 or 10 minutes. @default "5 minutes" */
  readonly window?: Duration;
  /** Of requests for paths that begin with it: `"/api/"`. @default all */
  readonly path?: string;
  /** Only counts. @default false */
  readonly count?: boolean;
}

export interface WebAclLogs {
  /** All requests, and not only those that a rule blocked or counted. @default false */
  readonly all?: boolean;
  /** Headers whose values are left out. @default ["authorization", "cookie", "x-api-key"] */
  readonly redact?: readonly string[];
  /** Whether queries are left out. @default true */
  readonly redactQuery?: boolean;
  /** @default "30 days" */
  readonly retention?: Retention;
}

export const webAclShape: Shape<WebAclArgs> = {
  scope: oneOf("regional", "cloudfront").optional(),
  protects: list(
    component(() => RestApi, "a RestApi"),
    "a list of APIs",
  ).optional(),
  rules: record(
    object<WebAclRule>({ when: conditionShape, action: oneOf("block", "allow", "count") }),
    'rules by name, { staff: { when: { ips: ["192.0.2.0/24"] }, action: "allow" } }',
  ).optional(),
  rate: either(
    (value) => value === false,
    object<WebAclRate>(
      {
        requests: number("a whole number, 10 or more"),
        window: duration.optional(),
        path: text("the beginning of paths").optional(),
        count: flag.optional(),
      },
      "false",
    ),
  ).optional(),
  managed: managedRulesShape,
  logs: either(
    (value) => value === false,
    object<WebAclLogs>(
      {
        all: flag.optional(),
        redact: list(text("a header"), 'a list of headers, ["authorization"]').optional(),
        redactQuery: flag.optional(),
        retention: duration.optional(),
      },
      "false",
    ),
  ).optional(),
  tags: tagsShape,
  transform: transformShape(webAclChildren),
};

export const webAclArgs = object(webAclShape);
