import * as z from "zod";
import { ServiceError } from "../../../wire/service-error";
import type { MachineVersion, Route, StatesTables } from "../store";
import { Arn } from "./states-operation";

export const Routes = z
  .array(z.object({ stateMachineVersionArn: Arn, weight: z.int().min(0).max(100) }))
  .min(1)
  .max(2);

/** The version of the first route, all of which must be of one machine. @throws {ServiceError} */
// fidelity: observed: localstack's tests on AWS: the words of each refusal
export const requireRoutes = (
  { versions }: Pick<StatesTables, "versions">,
  routes: readonly Route[],
): MachineVersion => {
  const arns = routes.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const refuse = (message: string) => new ServiceError("ValidationException", message);
  const received = `Received: [${arns.join(", ")}]`;
  if (arns.some((arn) => !/:stateMachine:[^:]+:\d+$/.test(arn))) {
    throw refuse(`Routing configuration must contain state machine version ARNs. ${received}`);
  }
  if (new Set(arns).size < arns.length) {
    throw refuse(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  }
  const weights = routes.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100) {
    throw refuse(`Sum of routing configuration weights must equal 100. Received: [${weights.join(", ")}]`);
  }
  const found = arns.map((arn) => versions.get(arn));
  const [first] = found;
  if (first && found.every((version) => version?.machineArn === first.machineArn)) return first;
  throw notThere();
};

export const notThere = (): ServiceError =>
  new ServiceError("ResourceNotFound", "Request references a resource that does not exist.");
