import { restOperation } from "../../../wire/operations/rest-operation";
import { resource, type Subject } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { ApiResponse } from "../../../wire/transport/api-request";
import type { ControlPlane } from "../control/control-plane";
import type { FunctionRecord } from "../control/store";
import { answer, type CloudFrontCall, type CloudFrontOperation, quantity } from "./cloudfront-operation";

export const functionArn = ({ cloud }: ControlPlane, name: string): string =>
  `arn:${cloud.partition}:cloudfront::${cloud.account}:function/${name}`;

/** The function that a call names. */
export const functionOf = (control: ControlPlane, { name }: CloudFrontCall): Subject<FunctionRecord> =>
  resource(functionArn(control, name), () => {
    const found = control.store.functions.get(name);
    if (found) return found;
    throw new ServiceError("NoSuchFunctionExists", `The specified function does not exist: ${name}`, 404);
  });

/** The same, in the version that `If-Match` names. */
// fidelity: docs: UpdateFunction, PublishFunction, TestFunction, DeleteFunction: InvalidIfMatchVersion
export const versionOf = (control: ControlPlane, call: CloudFrontCall): Subject<FunctionRecord> => {
  const { asked, target } = functionOf(control, call);
  return {
    asked,
    target: (also) => {
      const record = target(also);
      if (call.request.headers["if-match"] === record.etag) return record;
      throw new ServiceError(
        "InvalidIfMatchVersion",
        "The If-Match version is missing or not valid for the resource.",
        400,
      );
    },
  };
};

type StageName = "DEVELOPMENT" | "LIVE";

/** What a stage of a function holds. @throws {ServiceError} for one that was not published */
export const stageOf = (record: FunctionRecord, stage: StageName) => {
  const found = stage === "LIVE" ? record.live : record;
  if (found) return found;
  throw new ServiceError("NoSuchFunctionExists", `The function ${record.name} has no stage LIVE.`, 404);
};

export const stageNamed = (name: string | null | undefined): StageName => (name === "LIVE" ? "LIVE" : "DEVELOPMENT");

// fidelity: docs: API_FunctionSummary
export const summaryOf = (record: FunctionRecord, stage: StageName): object => {
  const { runtime, store } = stageOf(record, stage);
  const { comment = "" } = record.inputs;
  return {
    Name: record.name,
    Status: stage === "LIVE" ? "UNASSOCIATED" : record.live ? "UNASSOCIATED" : "UNPUBLISHED",
    FunctionConfig: {
      Comment: String(comment),
      Runtime: runtime,
      ...(store && {
        KeyValueStoreAssociations: quantity("KeyValueStoreAssociation", [{ KeyValueStoreARN: store }]),
      }),
    },
    FunctionMetadata: { FunctionARN: record.arn, Stage: stage },
  };
};

export const described = (status: number, record: FunctionRecord, stage: StageName): ApiResponse =>
  answer(status, "FunctionSummary", summaryOf(record, stage), { etag: stageOf(record, stage).etag });

export const describeFunction: CloudFrontOperation = restOperation(
  "DescribeFunction",
  { query: { Stage: true } },
  { action: "cloudfront:DescribeFunction", on: functionOf },
  () =>
    ({ query }, record) =>
      described(200, record, stageNamed(query.get("Stage"))),
);

export const getFunction: CloudFrontOperation = restOperation(
  "GetFunction",
  { query: { Stage: true } },
  { action: "cloudfront:GetFunction", on: functionOf },
  () =>
    ({ query }, record) => {
      const { code, etag } = stageOf(record, stageNamed(query.get("Stage")));
      return { status: 200, headers: { "content-type": "application/octet-stream", etag }, body: code };
    },
);

export const listFunctions: CloudFrontOperation = restOperation(
  "ListFunctions",
  { query: { Marker: true, MaxItems: true, Stage: true } },
  { action: "cloudfront:ListFunctions", on: () => resource("*") },
  ({ store }) =>
    ({ query }) => {
      const stage = stageNamed(query.get("Stage"));
      const after = query.get("Marker") ?? "";
      const max = Math.min(Number(query.get("MaxItems")) || 100, 100);
      const all = [...store.functions.entries()]
        .map(([, record]) => record)
        .filter((record) => (stage === "DEVELOPMENT" || record.live) && record.name > after);
      const page = all.slice(0, max);
      const more = all.length > max ? { NextMarker: page.at(-1)?.name } : {};
      const summaries = page.map((record) => summaryOf(record, stage));
      return answer(200, "FunctionList", { ...more, MaxItems: max, ...quantity("FunctionSummary", summaries) });
    },
);

export const publishFunction: CloudFrontOperation = restOperation(
  "PublishFunction",
  { header: { "if-match": true } },
  { action: "cloudfront:PublishFunction", on: versionOf },
  ({ store }) =>
    async (_, record) => {
      const { code, runtime, store: values, etag } = record;
      const live = { code, runtime, etag, ...(values && { store: values }) };
      await store.functions.put(record.name, { ...record, live });
      return described(200, { ...record, live }, "LIVE");
    },
);
