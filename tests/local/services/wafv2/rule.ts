import type { Json } from "../../../../local/services/wafv2/rules/shapes";

/** A rule of a web ACL or of a rule group, as a program declares it. */
export const rule = (
  name: string,
  priority: number,
  statement: Json,
  action: Json = { block: {} },
  more: Json = {},
): Json => ({ name, priority, statement, action, ...more });
