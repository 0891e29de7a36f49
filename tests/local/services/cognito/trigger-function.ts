import { resourceContext, type TestCloud } from "../../cloud/test-cloud";
import { functionInputs } from "../lambda/deployed";
import { plainSpawn } from "../rds/throw-away";

/** What a cloud needs whose functions run. */
export const FUNCTIONS_RUN = { lifecycle: { ...plainSpawn, port: async () => 0 } };

/** The ARN of a function that user pools may call. */
export const triggerFunction = async (cloud: TestCloud, code: string): Promise<string> => {
  const create = (type: string, inputs: object) => cloud.resource(type).create({ ...inputs }, resourceContext("t"));
  const Principal = { Service: "lambda.amazonaws.com" };
  const trust = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }] };
  await create("aws:iam/role:Role", { name: "r", assumeRolePolicy: JSON.stringify(trust) });
  const role = "arn:aws:iam::000000000000:role/r";
  const { outputs } = await create("aws:lambda/function:Function", functionInputs("trigger", role, code));
  const permission = { action: "lambda:InvokeFunction", principal: "cognito-idp.amazonaws.com" };
  await create("aws:lambda/permission:Permission", { ...permission, function: "trigger", statementId: "pool" });
  return String(outputs.arn);
};
