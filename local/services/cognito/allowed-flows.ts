import type { ClientRecord } from "./user-pools";

/** The flows that a client may begin, by their names of today and what it calls them itself. */
// fidelity: docs: CreateUserPoolClient, ExplicitAuthFlows; observed: moto's aws_verified tests: an older name, one without
// ALLOW_, comes on top of what a client has that names none
export const allowedFlows = ({ flows }: Pick<ClientRecord, "flows">): readonly string[] => {
  if (flows.some((flow) => flow.startsWith("ALLOW_"))) return flows;
  if (flows.includes("CUSTOM_AUTH_FLOW_ONLY")) return ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"];
  return ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH", ...flows];
};
