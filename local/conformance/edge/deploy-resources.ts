import { zipSync } from "fflate";
import { Deployment } from "../../engine/deployment/deployment";
import { bareRegistration } from "../../engine/program/registration";
import { makeUrn } from "../../engine/resources/urn";
import type { Json, JsonMap } from "../case-file";
import { isMap } from "../case-file";
import { NotRunnable } from "../services/not-runnable";
import { filled } from "../services/values";
import type { CaseResource, EdgeCase } from "./edge-case";
import type { EdgeWorld } from "./edge-world";

const STACK = { project: "conformance", stack: "case" };

/** `aws.cloudfront.Distribution` -> `aws:cloudfront/distribution:Distribution`. */
const tokenOf = (type: string): string => {
  const [, module = "", kind = ""] = type.split(".");
  return `aws:${module}/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
};

const moduleOf = (token: string): string => /^aws:(\w+)\//.exec(token)?.[1] ?? "";

/** Makes the resources of a case as the engine makes those of a stack, each after those that it names. */
export const deployResources = async (item: EdgeCase, world: EdgeWorld): Promise<void> => {
  const { resources, objects = {}, files = {} } = item.setup;
  const left = new Map(Object.entries(resources));
  const deployment = startDeployment(world, left);
  while (left.size > 0) {
    const ready = [...left].filter(([, { properties }]) => !names(properties, [...left.keys()]));
    if (ready.length === 0) throw new Error(`these resources name one another: ${[...left.keys()].join(", ")}`);
    for (const [name, resource] of ready) {
      left.delete(name);
      await register(deployment, name, resource, world);
    }
  }
  for (const [bucket, content] of Object.entries(objects)) {
    for (const [key, object] of Object.entries(content)) await putObject(world, bucket, key, object);
  }
  for (const [branch, content] of Object.entries(files)) await publish(world, branch, content);
};

/** Makes one more resource. @throws what it is refused with */
export const createResource = (resource: CaseResource, world: EdgeWorld): Promise<void> =>
  register(startDeployment(world, new Map([["created", resource]])), "created", resource, world);

const startDeployment = (world: EdgeWorld, resources: ReadonlyMap<string, CaseResource>): Deployment => {
  const { account, region, storage, endpoint, directory } = world.cloud;
  const behaviours = directory.made().flatMap(({ resources }) => resources);
  const alive = new Set(behaviours.map(({ type }) => moduleOf(type)));
  const dead = [...resources.values()].map(({ type }) => moduleOf(tokenOf(type))).find((module) => !alive.has(module));
  if (dead !== undefined) throw new NotRunnable(`the local cloud has no ${dead}`);
  return new Deployment({
    stack: STACK,
    root: world.cloud.folder,
    settings: { account, region, defaultTags: {} },
    storage,
    endpoint,
    behaviours,
    readStack: () => Promise.reject(new Error("a case has no other stacks")),
    onEvent: () => {},
  });
};

const register = async (
  deployment: Deployment,
  name: string,
  { type, properties }: CaseResource,
  world: EdgeWorld,
): Promise<void> => {
  const token = tokenOf(type);
  // The code of functions has texts in the form of references that are none.
  const { code, ...others } = properties;
  const written = code === undefined ? {} : { code: filled(code, () => undefined) as Json }; // a text
  const inputs = { ...(world.filled(others) as JsonMap), ...written };
  const urn = makeUrn(STACK.stack, STACK.project, "", token, name);
  const { id, outputs } = await deployment.register(bareRegistration({ urn, type: token, name, inputs }));
  world.resources.set(name, { ...inputs, ...outputs, id });
};

/** Whether a value refers to one of the resources. */
const names = (value: Json, resources: readonly string[]): boolean => {
  if (typeof value === "string") return resources.some((name) => value.includes(`\${${name}.`));
  if (Array.isArray(value)) return value.some((each) => names(each, resources));
  return isMap(value) && Object.values(value).some((each) => names(each, resources));
};

const PATIENCE_MS = 20_000;

const putObject = async (world: EdgeWorld, bucket: string, key: string, object: JsonMap): Promise<void> => {
  const { body = "", contentType = "binary/octet-stream", cacheControl, metadata } = world.filled(object) as JsonMap;
  const path = `/${world.output(bucket, "bucket")}/${key.split("/").map(encodeURIComponent).join("/")}`;
  const own = Object.entries(isMap(metadata) ? metadata : {}).map(([name, value]) => [`x-amz-meta-${name}`, value]);
  await world.call("s3", "PUT", path, String(body), {
    "content-type": contentType,
    ...(cacheControl === undefined ? {} : { "cache-control": cacheControl }),
    ...Object.fromEntries(own),
  });
};

/** Deploys an artifact to a branch of Amplify, as its API takes it. */
export const publish = async (
  world: EdgeWorld,
  branch: string,
  files: Readonly<Record<string, string>>,
): Promise<void> => {
  const path = `/apps/${world.output(branch, "appId")}/branches/${encodeURIComponent(world.output(branch, "branchName"))}`;
  const created = await world.call("amplify", "POST", `${path}/deployments`, "{}");
  const { jobId, zipUploadUrl } = JSON.parse(created.body.toString());
  const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
  const uploaded = await fetch(zipUploadUrl, { method: "PUT", body: Buffer.from(zip) });
  if (!uploaded.ok) throw new Error(`the artifact of ${branch} was not taken: ${uploaded.status}`);
  await world.call("amplify", "POST", `${path}/deployments/start`, JSON.stringify({ jobId }));
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
    const { body } = await world.call("amplify", "GET", `${path}/jobs/${jobId}`);
    const { status } = JSON.parse(body.toString()).job.summary;
    if (status === "SUCCEED") return;
    if (status === "FAILED" || status === "CANCELLED") throw new Error(`the deployment of ${branch}: ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the deployment of ${branch} did not end`);
};
