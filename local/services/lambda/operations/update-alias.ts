import * as z from "zod";
import type { AliasRecord } from "../function-record";
import { AliasSettings, aliasOf, checkVersions, shownAlias } from "./alias-of";
import { answer, bodyOperation } from "./lambda-operation";

export const updateAlias = bodyOperation(
  "UpdateAlias",
  z.object(AliasSettings),
  { action: "lambda:UpdateAlias", on: aliasOf },
  ({ functions }) =>
    async ({ input }, { alias, record }) => {
      const changed: AliasRecord = {
        ...alias,
        version: input.FunctionVersion ?? alias.version,
        weights: input.RoutingConfig ? (input.RoutingConfig.AdditionalVersionWeights ?? {}) : alias.weights,
        ...(input.Description === undefined ? {} : { description: input.Description }),
      };
      checkVersions(record, changed);
      await functions.putAlias(changed);
      return answer(200, shownAlias(record, changed));
    },
);
