import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { deploy } from "../deploy";
import { publish } from "../publish";
import { configuration } from "./configuration";
import { CodeSource, codeOf } from "./function-code";
import { answer, bodyOperation, functionOf } from "./lambda-operation";
import { newestVersion } from "./publish-version";

const Input = z.object({
  ...CodeSource,
  Architectures: withoutEffect(["x86_64"], ["arm64"]),
  DryRun: withoutEffect(false),
  Publish: z.boolean().optional(),
});

export const updateFunctionCode = bodyOperation(
  "UpdateFunctionCode",
  Input,
  { action: "lambda:UpdateFunctionCode", on: functionOf },
  (services) =>
    async ({ input, request }, { record }) => {
      const { cloud, functions } = services;
      const latest = { ...record.latest, ...(await codeOf(services, record.name, input, request.principal)) };
      const changed = { ...record, latest, modifiedAt: cloud.clock.now() };
      const made = input.Publish ? publish(changed, functions.aliasesOf(record.name)) : changed;
      await deploy(services, made);
      return answer(200, configuration(made, input.Publish ? newestVersion(made) : latest));
    },
);
