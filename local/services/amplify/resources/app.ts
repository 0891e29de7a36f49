import { nameOf } from "../../../aws-types/resource-names";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { objectOf } from "../../../languages/json/json-object";
import { identifier } from "../../apigateway/resources/identifier";
import { type Hosting, rulesOf } from "../hosting";
import type { AppRecord } from "../records";

const TYPE = "aws:amplify/app:App";

/** Inputs that are recorded and shown again but change nothing here. */
const NOT_EXECUTED = ["repository", "buildSpec", "enableAutoBranchCreation", "computeRoleArn"];

/** `aws.amplify.App`: rules and headers of all its branches; nothing is built from a repository. */
export const appType = (hosting: Hosting): ResourceType => ({
  type: TYPE,
  check: (inputs) => [...problems(inputs)],
  async create(inputs, context) {
    const id = `d${identifier(context, 13)}`;
    return { id, outputs: await put(hosting, id, inputs, context) };
  },
  update: (id, inputs, _olds, context) => put(hosting, id, inputs, context),
  async read(id) {
    const app = hosting.store.apps.get(id);
    return app && { ...app.inputs, ...shown(hosting, app) };
  },
  async delete(id) {
    for (const { name } of hosting.store.branchesOf(id)) await hosting.removeBranch(id, name);
    await hosting.store.apps.remove(id);
  },
});

function* problems({ customRules, enableBasicAuth, basicAuthCredentials }: Properties) {
  if (enableBasicAuth === true && !basicAuthCredentials)
    yield { property: "basicAuthCredentials", reason: "must be given where enableBasicAuth is true" };
  for (const [at, rule] of (Array.isArray(customRules) ? customRules : []).entries()) {
    const { status } = objectOf(rule);
    if (status !== undefined && !["200", "301", "302", "404", "404-200"].includes(String(status)))
      yield { property: `customRules[${at}].status`, reason: "must be one of 200, 301, 302, 404, 404-200" };
    try {
      rulesOf([rule]);
    } catch (error) {
      yield {
        property: `customRules[${at}].source`,
        reason: `is no expression: ${error instanceof Error ? error.message : error}`,
      };
    }
  }
}

const put = async (hosting: Hosting, id: string, inputs: Properties, context: ResourceContext): Promise<Properties> => {
  const name = nameOf(TYPE, inputs, context);
  const now = hosting.cloud.clock.now();
  const known = hosting.store.apps.get(id);
  const app = { id, name, inputs, createdAt: known?.createdAt ?? now, updatedAt: now };
  await hosting.putApp(app);
  for (const input of NOT_EXECUTED)
    if (inputs[input])
      hosting.cloud.log.warn("amplify", `${context.name}: ${input} is recorded only, artifacts are deployed`);
  return { ...inputs, ...shown(hosting, app) };
};

const shown = ({ cloud: { partition, region, account } }: Hosting, { id, name }: AppRecord): Properties => ({
  name,
  arn: `arn:${partition}:amplify:${region}:${account}:apps/${id}`,
  defaultDomain: `${id}.amplifyapp.com`,
});
