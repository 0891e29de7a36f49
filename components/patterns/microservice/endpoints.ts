import { ArgsError } from "../../core/args/args-error";
import type { LambdaFunctionPlan } from "../../logic/function/plan";
import type { Platform } from "../platform/platform";

/**
 * The endpoints of a platform's network are those that it lists: of two stacks that each add the one that they need, the
 * second one fails at AWS. Those of an adopted network, and a network with a way out, know it by themselves.
 *
 * @throws {ArgsError} for a function in the network that calls a service without an endpoint.
 */
export const checkEndpoints = (name: string, platform: Platform, functions: readonly LambdaFunctionPlan[]): void => {
  const { network } = platform;
  if (network === undefined || "adopted" in network.plan || network.plan.nat !== "none") return;
  const { endpoints } = network.plan;
  for (const { name: called, network: own, links } of functions) {
    if (own !== network) continue;
    for (const [link, { service }] of Object.entries(links)) {
      if (service === undefined || endpoints.includes(service)) continue;
      throw new ArgsError(
        name,
        "platform",
        `must have an endpoint for ${service}, which function ${called} calls by its link ${link}: add it to the endpoints of network ${network.plan.name} (${endpoints.join(", ") || "there is none"})`,
      );
    }
  }
};
