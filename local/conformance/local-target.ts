import { Buckets } from "../services/apigateway/admission/token-bucket";
import { UsagePlans } from "../services/apigateway/admission/usage-plans";
import { mergePuts } from "../services/apigateway/control/put-document";
import { readPlan } from "../services/apigateway/control/read-plan";
import type { ApiSettings } from "../services/apigateway/control/records";
import { Gateway } from "../services/apigateway/gateway";
import { serveHttp } from "../services/apigateway/http/http-server";
import { ACCOUNT_THROTTLE } from "../services/apigateway/stages/method-settings";
import type { StageDefinition } from "../services/apigateway/stages/stage";
import { verifySignature } from "../wire/signatures/sigv4";
import { type Case, isMap, type JsonMap } from "./case-file";
import { FakeFunctions } from "./fake-functions";
import { FakeHttpBackend } from "./fake-http-backend";
import { previousApi } from "./previous-api";
import { sendRaw } from "./raw-client";
import { PLACE, Sandbox } from "./sandbox";
import { prepareStores, storeContent } from "./stores";
import type { Target } from "./target";
import { caseToken } from "./user-pools";

const API_ID = "conf000001";

/** Deploys a case on a gateway of its own in this process. */
export const deployLocally = async (item: Case): Promise<Target> => {
  const backend = item.backend ?? {};
  const http = await startHttp(backend);
  const sandbox = new Sandbox();
  const release = async () => {
    http?.close();
    await sandbox.close();
  };
  try {
    const stage = stageOf(item, http);
    await prepareStores(backend, sandbox);
    const functions = new FakeFunctions(isMap(backend.lambda) ? backend.lambda : {});
    const gateway = gatewayOf(item, sandbox, functions);
    gateway.deploy(stage);
    const server = await serveHttp((request) => gateway.handle(request), 0);
    return {
      send: (request) => sendRaw(new URL(`http://127.0.0.1:${server.port}`), request),
      plan: stage.deployment.plan,
      behind: {
        functions,
        httpRequest: () => http?.last,
        stored: (kind, name) => storeContent(kind, name, sandbox),
      },
      token: (wanted) => caseToken(wanted, sandbox),
      async close() {
        await server.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
};

const startHttp = async (backend: JsonMap): Promise<FakeHttpBackend | undefined> => {
  const host = isMap(backend.http) ? backend.http["backend.test"] : undefined;
  return isMap(host) ? FakeHttpBackend.start(host) : undefined;
};

const stageOf = (item: Case, http: FakeHttpBackend | undefined): StageDefinition => {
  const { stage } = item;
  // The host of the HTTP backends is the fake one, wherever the document or a stage variable names it.
  const local = (text: string) =>
    http
      ? text
          .replaceAll("https://backend.test", `http://127.0.0.1:${http.port}`)
          .replaceAll("https://${stageVariables.", "http://${stageVariables.")
          .replaceAll("backend.test", `127.0.0.1:${http.port}`)
      : text;
  const previous = previousApi(item);
  const read = (openapi: unknown, text?: string) => {
    const own = { document: local(text ?? JSON.stringify(openapi)), settings: settingsOf(item) };
    const { document, settings } =
      previous && item.import?.mode !== "overwrite" ? mergePuts(previous, own, PLACE) : own;
    return readPlan(document, settings, PLACE);
  };
  const deployment = { id: "dep001", plan: read(item.openapi, item.openapiText) };
  const variables = Object.fromEntries(
    Object.entries(stage?.variables ?? {}).map(([name, value]) => [name, local(value)]),
  );
  return {
    name: stage?.name ?? "test",
    deployment,
    variables,
    methodSettings: stage?.methodSettings ?? {},
    cacheClusterEnabled: stage?.cacheCluster?.enabled === true,
    accessLogFormat: stage?.accessLogFormat,
    canary: stage?.canary && {
      percentTraffic: stage.canary.percentTraffic ?? 0,
      deployment: stage.canary.openapi ? { id: "dep002", plan: read(stage.canary.openapi) } : deployment,
      variableOverrides: stage.canary.stageVariableOverrides ?? {},
      useStageCache: stage.canary.useStageCache === true,
    },
  };
};

const settingsOf = ({ import: { basepath = "ignore", failOnWarnings = false, previous } = {} }: Case): ApiSettings => {
  // fidelity: docs: api-gateway-import-api-update: a document never changes the kind of endpoint of an API that is there
  const endpointType = previous?.endpointConfiguration?.types?.[0];
  return { basepath, failOnWarnings, ...(endpointType && { endpointType }) };
};

const gatewayOf = (item: Case, sandbox: Sandbox, functions: FakeFunctions): Gateway => {
  const counts = new Map<string, number>();
  const usagePlans = usagePlansOf(item);
  return new Gateway({
    api: { id: API_ID, ...PLACE },
    clock: sandbox.clock,
    backends: {
      functions,
      service: (name) => sandbox.service(name),
      principal: () => sandbox.administrator,
      authenticate: (request) => verifySignature(request, sandbox.cloud.access, sandbox.clock),
      decide: (principal, request) => sandbox.cloud.access.decide(principal, request),
      verificationKey: (pool, keyId) => sandbox.cloud.directory["cognito-idp"].verificationKey(pool, keyId),
    },
    accountBuckets: new Buckets(),
    accountThrottle: ACCOUNT_THROTTLE,
    usagePlans: () => usagePlans,
    usage: { get: (key) => counts.get(key) ?? 0, set: (key, count) => void counts.set(key, count) },
    random: Math.random,
    executionLog: () => {},
    accessLog: () => {},
  });
};

const usagePlansOf = ({ account }: Case): UsagePlans => {
  const keys = (account?.apiKeys ?? []).map(({ name, value, enabled }) => ({
    id: name,
    value,
    enabled: enabled !== false,
  }));
  const limit = (value: { rateLimit: number; burstLimit: number } | undefined) =>
    value && { rate: value.rateLimit, burst: value.burstLimit };
  const plans = (account?.usagePlans ?? []).map((plan) => ({
    id: plan.name,
    keys: plan.keys,
    throttle: limit(plan.throttle),
    quota: plan.quota && { offset: 0, ...plan.quota },
    stages: plan.stages.map((stage) => ({
      apiId: API_ID,
      stage,
      methodThrottles: Object.fromEntries(
        Object.entries(plan.methodThrottle?.[stage] ?? {}).map(([path, { rateLimit, burstLimit }]) => [
          path,
          { rate: rateLimit, burst: burstLimit },
        ]),
      ),
    })),
  }));
  return new UsagePlans(keys, plans);
};
