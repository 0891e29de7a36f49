import { ArgsError } from "../../core/args/args-error";
import { argsPath, checkArgs } from "../../core/args/check-args";
import { toSeconds } from "../../core/args/duration";
import { retentionDays } from "../../core/args/retention";
import { checkTags, type Tags } from "../../core/args/tags";
import { wholeNumber } from "../../core/args/whole-number";
import { isName, NAME_RULE } from "../../core/component/naming";
import { type Plan, planned } from "../../core/component/plan";
import type { RestApi } from "../../logic/rest-api/rest-api";
import { type WebAclArgs, type WebAclLogs, type WebAclRate, type WebAclRule, webAclArgs } from "./args";
import type { WebAclTransform } from "./children";
import { checkCondition } from "./condition";
import { BY_DEFAULT, checkCapacity, type ManagedSettings, managedSettings } from "./managed-rules";

interface Settings {
  readonly scope: "REGIONAL" | "CLOUDFRONT";
  /** Where it is, other than in the region of the stack. */
  readonly region: "us-east-1" | undefined;
  readonly protects: readonly RestApi[];
  readonly rules: Readonly<Record<string, WebAclRule>>;
  readonly rate:
    | {
        readonly limit: number;
        readonly windowSeconds: number;
        readonly path: string | undefined;
        readonly count: boolean;
      }
    | undefined;
  readonly managed: readonly ManagedSettings[];
  readonly logs:
    | {
        readonly all: boolean;
        readonly headers: readonly string[];
        readonly query: boolean;
        readonly retentionDays: number;
      }
    | undefined;
  readonly tags: Tags;
  readonly transform: WebAclTransform | undefined;
}

/** A web ACL's arguments, checked and in the units of AWS. */
export type WebAclPlan = Plan<"WebAcl", Settings>;

/** @throws {ArgsError} for values that WAF would refuse, and for rules that would do nothing. */
export const planWebAcl = (name: string, args: WebAclArgs | WebAclPlan = {}): WebAclPlan =>
  planned("WebAcl", name, args, (given: WebAclArgs) => settings(name, given));

const settings = (name: string, args: WebAclArgs): Settings => {
  checkArgs(name, args, webAclArgs);
  const { scope = "regional", protects = [], rules = {}, managed = BY_DEFAULT, logs = {}, tags = {} } = args;
  const { rate = { requests: 2_000 } } = args;
  if (scope === "cloudfront" && protects.length > 0)
    throw new ArgsError(
      name,
      "protects",
      'must be absent for scope "cloudfront": distributions name their web ACL, new StaticSite("…", { webAcl })',
    );
  checkTags(name, tags);
  for (const [key, { when }] of Object.entries(rules)) {
    const at = argsPath(["rules", key]);
    if (!isName(key) || key === RATE)
      throw new ArgsError(name, at, `is no name of a rule, other than ${RATE}: it ${NAME_RULE}`);
    checkCondition(name, `${at}.when`, when);
  }
  const groups = managedSettings(managed);
  checkCapacity(name, groups);
  if (Object.keys(rules).length === 0 && rate === false && groups.length === 0)
    throw new ArgsError(
      name,
      "rules",
      "must name one at least, or rate or managed has to: it would let everything through",
    );
  return {
    scope: scope === "regional" ? "REGIONAL" : "CLOUDFRONT",
    region: scope === "regional" ? undefined : "us-east-1",
    protects,
    rules,
    rate: rate === false ? undefined : rateSettings(name, rate),
    managed: groups,
    logs: logs === false ? undefined : logSettings(name, logs),
    tags,
    transform: args.transform,
  };
};

/** What the rule on rates is called. */
export const RATE = "rate";

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html (read 2026-11) */
const WINDOWS = [60, 120, 300, 600];

const rateSettings = (name: string, { requests, window = "5 minutes", path, count = false }: WebAclRate) => {
  const windowSeconds = toSeconds(name, "rate.window", window);
  if (!WINDOWS.includes(windowSeconds))
    throw new ArgsError(name, "rate.window", `must be 1, 2, 5 or 10 minutes (it is "${window}")`);
  if (path !== undefined) checkCondition(name, "rate", { path });
  return { limit: wholeNumber(name, "rate.requests", requests, 10, 2_000_000_000), windowSeconds, path, count };
};

const REDACTED = ["authorization", "cookie", "x-api-key"];

const logSettings = (name: string, { all = false, redact = REDACTED, redactQuery = true, retention }: WebAclLogs) => {
  const unfit = redact.find((header) => !/^[\w-]{1,64}$/.test(header));
  if (unfit !== undefined)
    throw new ArgsError(name, "logs.redact", `must be names of headers (one is ${JSON.stringify(unfit)})`);
  return {
    all,
    headers: [...new Set(redact.map((header) => header.toLowerCase()))],
    query: redactQuery,
    retentionDays: retentionDays(name, "logs.retention", retention),
  };
};
