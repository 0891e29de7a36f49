import type { Inspection, WebRequest } from "./rules/inspection";
import type { Action, CustomResponse, Rule } from "./rules/read-rule";

/** What becomes of a request. */
export interface Verdict {
  readonly webAclArn: string;
  readonly blocked: boolean;
  /** The rule that decided; absent: the web ACL's default action. */
  readonly rule: string | undefined;
  readonly response: CustomResponse | undefined;
  /** Rules that matched and only count. */
  readonly counted: readonly string[];
}

/** A web ACL at work. */
export class Firewall {
  private readonly rules: readonly Rule[];

  constructor(
    readonly arn: string,
    rules: readonly Rule[],
    private readonly defaultAction: Action,
  ) {
    this.rules = [...rules].sort((a, b) => a.priority - b.priority);
  }

  /** In the order of the rules' priorities, until one allows or blocks. */
  // fidelity: docs: web-acl-processing, waf-rule-action
  inspect(request: WebRequest, now: number): Verdict {
    const inspection: Inspection = { request, now, labels: new Set() };
    const counted: string[] = [];
    for (const rule of this.rules) {
      if (!rule.matches(inspection)) continue;
      for (const label of rule.labels) inspection.labels.add(label);
      if (rule.action.kind !== "count") return this.verdict(rule.action, rule.name, counted);
      counted.push(rule.name);
    }
    return this.verdict(this.defaultAction, undefined, counted);
  }

  private verdict(action: Action, rule: string | undefined, counted: readonly string[]): Verdict {
    const blocked = action.kind === "block";
    return { webAclArn: this.arn, blocked, rule, response: blocked ? action.response : undefined, counted };
  }
}
