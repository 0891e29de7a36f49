import type { Firewall } from "../../wafv2/firewall";
import type { Exchange } from "../exchange/exchange";
import { Failure } from "../failures/failure";
import { HeaderList } from "../http/header-list";
import type { GatewayAnswer } from "../http/message";

/**
 * Lets the stage's web ACL look at the request, before anything else does. Answers for the web ACL where a rule has a
 * response of its own; throws WAF_FILTERED where it has none.
 */
// fidelity: docs: apigateway-control-access-aws-waf: evaluated before resource policies, authorizers and keys
export const filterRequest = (exchange: Exchange): GatewayAnswer | undefined => {
  const { environment, stage, request } = exchange;
  const firewall = environment.firewall?.(stage.name);
  if (!firewall) return undefined;
  const { target } = request;
  const [path = "/"] = target.split("?", 1);
  const query = target.slice(path.length + 1);
  const verdict = firewall.inspect({ ...request, path, query }, exchange.startedAt);
  exchange.context.webaclArn = verdict.webAclArn;
  // fidelity: docs: $context variables for access logging: WAF_ALLOW or WAF_BLOCK
  exchange.context.wafResponseCode = verdict.blocked ? "WAF_BLOCK" : "WAF_ALLOW";
  // fidelity: docs: $context.waf.* of access logs; guess: WAF itself answers 200 for what it has looked at
  exchange.phases.waf = { status: 200, latency: environment.clock.now() - exchange.startedAt };
  for (const rule of verdict.counted) say(exchange, firewall, `the rule ${rule} counts it`);
  if (!verdict.blocked) {
    for (const [name, value] of verdict.inserted) exchange.headers.set(name, value);
    return undefined;
  }
  say(
    exchange,
    firewall,
    `blocked by ${verdict.rule === undefined ? "the default action" : `the rule ${verdict.rule}`}`,
  );
  const { response } = verdict;
  if (!response) throw new Failure("WAF_FILTERED", "Forbidden", "ForbiddenException");
  return { status: response.status, headers: new HeaderList(response.headers), body: Buffer.from(response.body) };
};

const QUIET_MS = 1000;
const said = new WeakMap<Firewall, Map<string, number>>();

/** Writes a line to the log, the same one once a second: a rate rule would write thousands. */
const say = ({ environment, request, context, ids, startedAt }: Exchange, firewall: Firewall, line: string): void => {
  const lines = said.get(firewall) ?? new Map<string, number>();
  said.set(firewall, lines);
  if (startedAt < (lines.get(line) ?? 0) + QUIET_MS) return;
  lines.set(line, startedAt);
  environment.executionLog(`${request.method} ${context.path} (${ids.requestId}): WAF: ${line}`);
};
