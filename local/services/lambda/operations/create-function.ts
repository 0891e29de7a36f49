import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { resource } from "../../../wire/operations/right";
import { passRole } from "../../iam/pass-role";
import { deploy } from "../deploy";
import { resourceConflict } from "../errors";
import { functionArn, parseFunctionName } from "../function-names";
import type { FunctionRecord } from "../function-record";
import { publish } from "../publish";
import { configuration } from "./configuration";
import { CodeSource, codeOf } from "./function-code";
import { Role, Settings, withSettings } from "./function-settings";
import type { LambdaParts } from "./lambda-operation";
import { answer, bodyOperation } from "./lambda-operation";

const NAME = /^(arn:[a-zA-Z-]+:lambda:[a-z0-9-]+:\d{12}:|\d{12}:)?(function:)?[a-zA-Z0-9-_]{1,64}$/;

const Input = z.object({
  ...Settings,
  Architectures: withoutEffect(["x86_64"], ["arm64"]),
  Code: z.object(CodeSource),
  FunctionName: z
    .string()
    .min(1)
    .max(140)
    .regex(NAME, `Member must satisfy regular expression pattern: ${NAME.source}`),
  PackageType: withoutEffect("Zip"),
  Publish: z.boolean().optional(),
  Role,
  Tags: z.record(z.string(), z.string()).optional(),
});

export const createFunction = bodyOperation(
  "CreateFunction",
  Input,
  {
    action: ["lambda:CreateFunction", "iam:PassRole"],
    on: ({ cloud }: LambdaParts, { input }) => {
      const { name } = parseFunctionName(input.FunctionName);
      const { asked } = resource(functionArn(cloud, name));
      return { asked: [...asked, passRole(input.Role, "lambda.amazonaws.com")], target: () => name };
    },
  },
  (services) =>
    async ({ input, request }, name) => {
      const { cloud, functions } = services;
      if (functions.get(name)) throw resourceConflict(`Function already exist: ${name}`);
      const settings = withSettings(name, input, undefined, "CreateFunction");
      const latest = { ...settings, ...(await codeOf(services, name, input.Code, request.principal)) };
      const record: FunctionRecord = {
        name,
        latest,
        versions: {},
        reservedConcurrency: -1,
        arn: functionArn(cloud, name),
        modifiedAt: cloud.clock.now(),
        ...(input.Tags ? { tags: input.Tags } : {}),
      };
      const made = input.Publish ? publish(record, []) : record;
      await deploy(services, made);
      return answer(201, configuration(made, made.versions["1"] ?? latest));
    },
);
