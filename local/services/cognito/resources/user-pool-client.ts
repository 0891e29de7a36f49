import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { ClientRecord, UserPools } from "../user-pools";

const TYPE = "aws:cognito/userPoolClient:UserPoolClient";

export const userPoolClientType = (pools: UserPools): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const made = recorded(TYPE, inputs, context);
    await pools.clients.put(made.id, clientRecord(made.id, made.outputs));
    return made;
  },
  async update(id, inputs, olds) {
    const outputs = { ...olds.outputs, ...inputs };
    await pools.clients.put(id, clientRecord(id, outputs));
    return outputs;
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
  refreshTokenSeconds: lifetime(inputs, "refreshToken"),
  ...(inputs.clientSecret ? { secret: String(inputs.clientSecret) } : {}),
});

const UNIT_SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

/** Seconds of a unit, and of a token where nothing is said. */
// fidelity: docs: CreateUserPoolClient: an hour, and 30 days; numbers count hours, and days, where no unit is given
const DEFAULTS = { idToken: ["hours", 1], accessToken: ["hours", 1], refreshToken: ["days", 30] } as const;

const lifetime = (inputs: Properties, token: keyof typeof DEFAULTS): number => {
  const [unit, usual] = DEFAULTS[token];
  const value = inputs[`${token}Validity`];
  const units = (inputs.tokenValidityUnits ?? {}) as Properties; // an object by the provider's schema
  const given = typeof value === "number" && value > 0;
  const seconds = (name: string): number => UNIT_SECONDS[name] ?? 3_600;
  return given ? value * seconds(String(units[token] ?? unit)) : usual * seconds(unit);
};
