import type { Action, CustomResponse } from "./rules/actions";
import type { Inspection, WebRequest } from "./rules/inspection";
import { byPriority, decideBy, type Rule } from "./rules/read-rule";

/** What becomes of a request. */
export interface Verdict {
  readonly webAclArn: string;
  readonly blocked: boolean;
  /** The rule that decided; absent: the web ACL's default action. */
  readonly rule: string | undefined;
  readonly response: CustomResponse | undefined;
  /** Rules that matched and only count. */
  readonly counted: readonly string[];
  /** Headers that the protected resource gets besides the client's. */
  readonly inserted: readonly (readonly [name: string, value: string])[];
}

// fidelity: docs: web-acl-setting-body-inspection-limit: 16 KB for API Gateway unless the web ACL asks for more
export const BODY_LIMIT = 16_384;

/** A web ACL at work. */
export class Firewall {
  private readonly rules: readonly Rule[];

  constructor(
    readonly arn: string,
    rules: readonly Rule[],
    private readonly defaultAction: Action,
    private readonly bodyLimit = BODY_LIMIT,
  ) {
    this.rules = byPriority(rules);
  }

  inspect(request: WebRequest, now: number): Verdict {
    const { bodyLimit } = this;
    const inspection: Inspection = { request, now, bodyLimit, labels: new Set(), counted: [], inserted: [] };
    const decision = decideBy(this.rules, inspection);
    const action = decision?.action ?? this.defaultAction;
    if (!decision && action.kind !== "block") inspection.inserted.push(...action.inserted);
    return {
      webAclArn: this.arn,
      blocked: action.kind === "block",
      rule: decision?.rule,
      response: action.kind === "block" ? action.response : undefined,
      counted: inspection.counted,
      inserted: inspection.inserted,
    };
  }
}
