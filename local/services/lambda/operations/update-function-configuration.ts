import * as z from "zod";
import { passRole } from "../../iam/pass-role";
import { deploy } from "../deploy";
import { configuration } from "./configuration";
import { Role, Settings, withSettings } from "./function-settings";
import { answer, bodyOperation, functionOf } from "./lambda-operation";

const NAME = "UpdateFunctionConfiguration";

export const updateFunctionConfiguration = bodyOperation(
  NAME,
  z.object({ ...Settings, Role: Role.optional() }),
  {
    action: [`lambda:${NAME}`, "iam:PassRole"],
    on: (services, call) => {
      const { asked, target } = functionOf(services, call);
      const { Role: role } = call.input;
      return { asked: role === undefined ? asked : [...asked, passRole(role, "lambda.amazonaws.com")], target };
    },
  },
  (services) =>
    async ({ input }, { record }) => {
      const { latest } = record;
      const { folder, codeSha256, codeBytes } = latest;
      const next = { ...withSettings(record.name, input, latest, NAME), folder, codeSha256, codeBytes };
      const changed = { ...record, latest: next, modifiedAt: services.cloud.clock.now() };
      await deploy(services, changed);
      return answer(200, configuration(changed, next));
    },
);
