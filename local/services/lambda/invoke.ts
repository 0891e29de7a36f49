import type { PolicyDocument } from "../../access/access";
import { elsewhere } from "../../access/elsewhere";
import { createPermit, type Denial } from "../../access/permit";
import { resourceVerdict } from "../../access/verdict";
import type { Cloud } from "../../cloud/cloud";
import type { AsyncInvocations } from "./async-invocations";
import { accessDenied, functionNotFound, notJson, requestTooLarge } from "./errors";
import type { Functions, Resolved } from "./functions";
import type { FunctionInvoker, InvokeOptions, InvokeResult } from "./invoker";
import type { Runner } from "./runner";

/** fidelity: docs: "Lambda quotas", synchronous request */
const MAX_REQUEST_BYTES = 6_291_456;
/** fidelity: docs: "Lambda quotas", asynchronous request (1 MB since October 2025) */
export const MAX_ASYNC_BYTES = 1_048_576;
const ACTION = "lambda:InvokeFunction";

export const LAMBDA_DENIAL: Denial = { code: "AccessDeniedException", status: 403 };

/** Checks that an event may go to a function; text is JSON of the cloud's own making. @throws {ServiceError} */
export const checkEvent = (event: Buffer | string, limit = MAX_REQUEST_BYTES): void => {
  const bytes = Buffer.byteLength(event);
  if (bytes > limit) throw requestTooLarge(bytes, limit);
  if (bytes === 0 || typeof event === "string") return;
  try {
    JSON.parse(event.toString());
  } catch (error) {
    throw notJson(error instanceof Error ? error.message : String(error));
  }
};

export const createInvoker = (
  cloud: Cloud,
  functions: Functions,
  runner: Runner,
  asyncInvocations: AsyncInvocations,
): FunctionInvoker => {
  const permit = createPermit(cloud.access, LAMBDA_DENIAL);
  return {
    async invoke(arn, event, { as, asynchronous = false, dryRun = false, trace, take }) {
      const asked = typeof as === "object" && "principal" in as ? as.principal : undefined;
      const notHere = elsewhere(cloud, arn, { as: asked, action: ACTION, denial: LAMBDA_DENIAL });
      if (notHere !== undefined) throw functionNotFound(`${arn} ${notHere}`);
      const target = functions.resolve(arn);
      // A poller has no policy to pass, and writes its events itself.
      if (as !== "eventSourceMapping") {
        if ("service" in as) permitService(cloud, functions, target, as);
        else
          permit(as.principal, { action: ACTION, resource: target.arn, resourcePolicy: functions.policy(target.arn) });
        checkEvent(event, asynchronous ? MAX_ASYNC_BYTES : MAX_REQUEST_BYTES);
      }
      if (asynchronous && !dryRun) await asyncInvocations.accept(target, event);
      if (asynchronous || dryRun) return { payload: Buffer.alloc(0), executedVersion: target.version.version };
      const outcome = await runner.run(target, event, { trace, take });
      const { payload, requestId } = outcome;
      const result: InvokeResult = { payload, requestId, executedVersion: target.version.version };
      return outcome.failed ? { ...result, functionError: "Unhandled" } : result;
    },
  };
};

const permitService = (
  cloud: Cloud,
  functions: Functions,
  { arn, record }: Resolved,
  { service, sourceArn }: Extract<InvokeOptions["as"], { service: string }>,
): void => {
  const policy = functions.policy(arn);
  const granted = grantedBy(policy);
  const grant = `${service} ${sourceArn}`;
  if (granted.has(grant)) return;
  const caller = { arn: service, account: cloud.account, service };
  const verdict = resourceVerdict(caller, policy, {
    action: ACTION,
    resource: arn,
    context: { "aws:SourceArn": sourceArn, "aws:SourceAccount": cloud.account },
  });
  if (verdict.allowed && !verdict.denied) {
    granted.add(grant);
    return;
  }
  cloud.log.warn(
    "lambda",
    `${service} may not invoke ${record.name}: ${arn} has no aws.lambda.Permission for ${service} whose sourceArn fits ${sourceArn}`,
  );
  throw accessDenied(service, arn, `because no resource-based policy allows the ${ACTION} action`);
};

const grants = new WeakMap<PolicyDocument, Set<string>>();

/** What a policy, which never changes itself, is known to allow: each request would ask it the same. */
const grantedBy = (policy: PolicyDocument): Set<string> => {
  const known = grants.get(policy);
  if (known) return known;
  const none = new Set<string>();
  grants.set(policy, none);
  return none;
};
