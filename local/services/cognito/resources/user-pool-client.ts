import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { clientRecord } from "../settings/client-record";
import { type ClientSettings, checkClient, clientSettings } from "../settings/client-settings";
import type { UserPools } from "../user-pools";
import { changed } from "./kept";
import { apiNames, programNames } from "./names";

const TYPE = "aws:cognito/userPoolClient:UserPoolClient";

export const userPoolClientType = (pools: UserPools): ResourceType => {
  const keep = async (id: string, outputs: Properties, doing: "creating" | "updating") => {
    const secret = outputs.clientSecret ? { secret: String(outputs.clientSecret) } : {};
    const now = pools.cloud.clock.now();
    const created = pools.clients.get(id)?.created ?? now;
    const named = { id, pool: String(outputs.userPoolId), ...secret };
    const settings = settingsOf(outputs);
    checkClient(pools.require(named.pool), settings, doing);
    await pools.clients.put(id, clientRecord(named, settings, { created, now }));
  };
  return {
    type: TYPE,
    async create(inputs, context) {
      const made = recorded(TYPE, inputs, context);
      await keep(made.id, made.outputs, "creating");
      return made;
    },
    async update(id, inputs, olds) {
      const outputs = changed(olds, inputs);
      await keep(id, outputs, "updating");
      return outputs;
    },
    async read(id, { userPoolId }) {
      const client = pools.clients.get(id);
      if (!client || client.pool !== userPoolId) return undefined;
      const { ClientName, TokenValidityUnits, ...settings } = client.settings ?? {};
      return {
        ...(programNames(settings) as Properties),
        ...(ClientName === undefined ? {} : { name: ClientName }),
        ...(TokenValidityUnits === undefined ? {} : { tokenValidityUnits: programNames(TokenValidityUnits) }),
        userPoolId,
        explicitAuthFlows: client.flows,
        clientSecret: client.secret ?? "",
      };
    },
    delete: (id) => pools.clients.remove(id),
  };
};

const settingsOf = ({ name, ...outputs }: Properties): ClientSettings => {
  const named = apiNames(outputs, Object.keys(clientSettings));
  return { ...named, ...(name === undefined ? {} : { ClientName: String(name) }) };
};
