import type { Properties, ResourceContext } from "../../../../local/engine/resources/resource-type";
import type { FunctionInvoker } from "../../../../local/services/lambda/invoker";
import type { Service } from "../../../../local/services/service";
import { type TestCloud, testCloud } from "../rds/test-cloud";
import { throwAwayFolder } from "../rds/throw-away";

export const resourceContext = (name: string): ResourceContext => ({
  urn: `urn:pulumi:local::test::test::${name}`,
  name,
  region: "eu-west-1",
  account: "000000000000",
  defaultTags: {},
  autoName: () => `${name}-1234567`,
});

export interface Lambda {
  readonly cloud: TestCloud;
  readonly service: Service & { functions: FunctionInvoker };
  /** Creates a resource of Lambda; returns its outputs with its id. */
  create(type: string, name: string, inputs: Properties): Promise<Properties>;
  update(type: string, id: string, inputs: Properties, outputs?: Properties): Promise<Properties>;
  check(type: string, inputs: Properties): readonly string[];
  /** Creates a function whose handler is `code`, with `exports.handler`. */
  deploy(name: string, code: string, inputs?: Properties): Promise<Properties>;
  invoke(name: string, event?: unknown): Promise<{ readonly error: boolean; readonly value: unknown }>;
  lines(source: string): readonly string[];
  close(): Promise<void>;
}

/** The inputs of a function that every test may assume works. */
export const functionInputs = (name: string, role: string, code: string, inputs: Properties = {}): Properties => ({
  name,
  role,
  handler: "index.handler",
  runtime: "nodejs22.x",
  timeout: 5,
  memorySize: 256,
  code: { kind: "archive", assets: { "index.js": { kind: "asset", text: code } } },
  ...inputs,
});

export const startLambda = (): Lambda => {
  const folder = throwAwayFolder();
  const cloud = testCloud(folder.path);
  const role = cloud.addRole("function", { Effect: "Allow", Action: "sqs:*", Resource: "*" });
  const service = cloud.directory.lambda;
  const behaviour = (type: string) => {
    const found = service.resources.find((each) => each.type.endsWith(`:${type}`));
    if (!found) throw new Error(`no resource type ${type}`);
    return found;
  };
  const principal = cloud.access.find(cloud.access.administrator.accessKeyId)?.principal;
  if (!principal) throw new Error("no administrator");
  const create: Lambda["create"] = async (type, name, inputs) => {
    const { id, outputs } = await behaviour(type).create(inputs, resourceContext(name));
    return { ...outputs, id };
  };
  return {
    cloud,
    service,
    create,
    async update(type, id, inputs, outputs = {}) {
      return (await behaviour(type).update?.(id, inputs, { inputs, outputs }, resourceContext(id))) ?? {};
    },
    check: (type, inputs) =>
      (behaviour(type).check?.(inputs) ?? []).map(({ property, reason }) => `${property} ${reason}`),
    deploy: (name, code, inputs) => create("Function", name, functionInputs(name, role, code, inputs)),
    async invoke(name, event = {}) {
      const result = await service.functions.invoke(name, JSON.stringify(event), { as: { principal } });
      return { error: result.functionError !== undefined, value: JSON.parse(result.payload.toString()) };
    },
    lines: (source) => cloud.lines.filter((each) => each.source === source).map(({ line }) => line),
    async close() {
      await service.stop?.();
      await cloud.storage.close();
      folder.remove();
    },
  };
};
