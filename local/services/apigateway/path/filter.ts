import { HeaderList } from "../http/header-list";
import type { GatewayAnswer } from "../http/message";
import type { Exchange } from "./exchange";
import { Failure } from "./failure";

/**
 * Lets the stage's web ACL look at the request, before anything else does. Answers for the web ACL where a rule has a
 * response of its own; throws WAF_FILTERED where it has none.
 */
// fidelity: docs: apigateway-control-access-aws-waf: evaluated before resource policies, authorizers and keys
export const filterRequest = (exchange: Exchange): GatewayAnswer | undefined => {
  const { environment, stage, request } = exchange;
  const firewall = environment.firewall?.(stage.name);
  if (!firewall) return undefined;
  const target = request.target.replace(/^https?:\/\/[^/]*/i, "");
  const [path = "/"] = target.split("?", 1);
  const query = target.slice(path.length + 1);
  const verdict = firewall.inspect({ ...request, path, query }, exchange.startedAt);
  exchange.context.webaclArn = verdict.webAclArn;
  // fidelity: docs: $context variables for access logging: WAF_ALLOW or WAF_BLOCK
  exchange.context.wafResponseCode = verdict.blocked ? "WAF_BLOCK" : "WAF_ALLOW";
  const at = `${request.method} ${exchange.context.path} (${exchange.ids.requestId})`;
  for (const rule of verdict.counted) environment.executionLog(`${at}: WAF: the rule ${rule} counts it`);
  if (!verdict.blocked) return undefined;
  const reason = `WAF: blocked by ${verdict.rule === undefined ? "the default action" : `the rule ${verdict.rule}`}`;
  const { response } = verdict;
  if (!response) throw new Failure("WAF_FILTERED", "Forbidden", "ForbiddenException", { reason });
  environment.executionLog(`${at}: ${reason}`);
  return { status: response.status, headers: new HeaderList(response.headers), body: Buffer.from(response.body) };
};
