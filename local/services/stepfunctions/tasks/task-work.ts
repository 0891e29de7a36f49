import type { Principal } from "../../../access/access";
import type { Cloud } from "../../../cloud/cloud";
import type { Json } from "../language/definition";
import { type Attempt, unlessAborted } from "../language/run";
import { runtimeError, StatesError } from "../language/states-error";
import { ExecutionTask } from "./execution-task";
import { invokeFunction, invokeWithMetadata } from "./function-task";
import { ObjectsOf } from "./objects";
import type { Ground, Owner } from "./owner";
import { type ReadResource, readResource } from "./resources";
import { callService } from "./service-task";

/** Does the work of Task states with the rights of the machine's role, and no others. */
export class TaskWork {
  private readonly executionTask: ExecutionTask;

  constructor(
    private readonly cloud: Cloud,
    private readonly ground: Ground,
  ) {
    this.executionTask = new ExecutionTask(ground);
  }

  async do(resource: string, input: Json, attempt: Attempt, owner: Owner): Promise<Json> {
    const known = readResource(resource);
    if (!known || attempt.credentials !== undefined) {
      const what = known ? "Credentials of a Task" : resource;
      throw new StatesError("NotEmulatedByLocalCloud", `${what} is not emulated by the local cloud`);
    }
    if (known.resource.kind === "activity") return this.byActivity(known.resource.arn, input, attempt, owner);
    const principal = principalOf(this.cloud, owner.roleArn);
    if (known.pattern === "request") return this.request(known, input, principal, owner);
    const { token } = attempt;
    const { callbacks } = this.ground;
    await callbacks.open(token, owner.execution.arn);
    try {
      const asked = known.pattern === "waitForTaskToken" ? input : this.executionTask.named(input, owner, attempt);
      let answer = attempt.submitted;
      if (answer === undefined) {
        answer = await this.executionTask.orKnown(this.request(known, asked, principal, owner), asked, owner);
        await attempt.submit(answer);
      }
      const told = callbacks.outcome(token, attempt.heartbeatMs, attempt.signal);
      if (known.pattern === "waitForTaskToken") return await told;
      told.catch(() => {}); // the execution may end first
      return await Promise.race([told, this.executionTask.end(answer, known.pattern, attempt.signal)]);
    } finally {
      // After a kill of the local cloud it is asked for again.
      if (!attempt.signal.aborted || !this.ground.closing) await callbacks.close(token);
    }
  }

  private request({ resource }: ReadResource, input: Json, principal: Principal, owner: Owner): Promise<Json> {
    if (resource.kind === "function") return invokeFunction(this.cloud, principal, resource.arn, input);
    if (resource.kind === "invoke") return invokeWithMetadata(this.cloud, principal, input);
    if (resource.kind === "objects") return new ObjectsOf(this.cloud, () => principal).run(resource.operation, input);
    if (resource.kind === "call") return callService(this.cloud, principal, resource, input, owner);
    throw new Error("an activity is not asked for");
  }

  private async byActivity(arn: string, input: Json, attempt: Attempt, { execution }: Owner): Promise<Json> {
    const { activities, callbacks } = this.ground;
    // fidelity: observed: localstack's tests on AWS
    if (!activities.known.get(arn)) throw runtimeError(`The activity ${arn} does not exist.`);
    const { token } = attempt;
    await callbacks.open(token, execution.arn);
    const withdraw = activities.offer(arn, { token, input: JSON.stringify(input), taken: attempt.begun });
    try {
      return await unlessAborted(attempt.signal, callbacks.outcome(token, attempt.heartbeatMs, attempt.signal));
    } finally {
      withdraw();
      if (!this.ground.closing) await callbacks.close(token);
    }
  }
}

export const principalOf = ({ access }: Cloud, role: string): Principal => {
  const principal = access.servicePrincipal(role, "states.amazonaws.com");
  if (principal) return principal;
  throw new StatesError(
    "States.Permissions",
    `The role ${role} is unknown, or its trust policy does not let states.amazonaws.com assume it`,
  );
};
