import type { Cloud } from "../../../../cloud/cloud";
import { invalidParameter } from "../../errors";
import type { FunctionInvoker } from "../../invoker";
import type { EventSource } from "../event-source";
import type { Places } from "../places";
import type { StreamKind } from "./stream-kind";
import { StreamPoller } from "./stream-poller";

/** A kind of stream as an event source. */
export const streamSource = (
  cloud: Cloud,
  invoker: FunctionInvoker,
  places: Places,
  kind: StreamKind,
): EventSource => ({
  reads: "stream",
  /** fidelity: docs: CreateEventSourceMapping, BatchSize for streams */
  defaultBatchSize: 100,
  // fidelity: observed: texts of CreateEventSourceMapping
  check({ eventSourceArn, stream }, { role }) {
    const principal = cloud.access.servicePrincipal(role, "lambda.amazonaws.com");
    const context = { "aws:SecureTransport": "true" };
    const lacking = kind.actions.some(
      (action) => !principal || !cloud.access.decide(principal, { action, resource: eventSourceArn, context }).allowed,
    );
    if (lacking) {
      const names = kind.actions.map((action) => action.split(":")[1]);
      const list = `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`;
      throw invalidParameter(
        `Cannot access stream ${eventSourceArn}. Please ensure the role can perform the ${list} Actions on your stream in IAM.`,
      );
    }
    if (!kind.exists(eventSourceArn)) {
      throw invalidParameter(`Stream not found: ${eventSourceArn}`);
    }
    if (stream?.onFailure && !principal) throw invalidParameter("the role cannot be assumed by Lambda");
  },
  poller: (mapping, mapped) => new StreamPoller(cloud, invoker, { mapping, places, kind, role: () => mapped().role }),
});
