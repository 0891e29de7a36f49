import { recorded } from "../../../engine/recorded";
import type { Properties, ResourceType } from "../../../engine/resource-type";
import type { ClientRecord, UserPools } from "../user-pools";

const TYPE = "aws:cognito/userPoolClient:UserPoolClient";

export const userPoolClientType = (pools: UserPools): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const made = recorded(TYPE, inputs, context);
    await pools.clients.put(made.id, clientRecord(made.id, inputs));
    return made;
  },
  async update(id, inputs, olds) {
    await pools.clients.put(id, clientRecord(id, inputs));
    return { ...olds.outputs, ...inputs };
  },
  async read(id, outputs) {
    return pools.clients.get(id) ? outputs : undefined;
  },
  delete: (id) => pools.clients.remove(id),
});

const clientRecord = (id: string, inputs: Properties): ClientRecord => ({
  id,
  pool: String(inputs.userPoolId),
  flows: Array.isArray(inputs.explicitAuthFlows) ? inputs.explicitAuthFlows.map(String) : [],
  idTokenSeconds: lifetime(inputs, "idToken"),
  accessTokenSeconds: lifetime(inputs, "accessToken"),
});

const UNIT_SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

/** fidelity: docs: CreateUserPoolClient: an hour by default; numbers count hours where no unit is given */
const lifetime = (inputs: Properties, token: "idToken" | "accessToken"): number => {
  const value = inputs[`${token}Validity`];
  const units = (inputs.tokenValidityUnits ?? {}) as Properties; // an object by the provider's schema
  return typeof value === "number" && value > 0
    ? value * (UNIT_SECONDS[String(units[token] ?? "hours")] ?? 3_600)
    : 3_600;
};
