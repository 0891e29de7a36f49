import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { newId } from "../control/control-plane";
import type { FunctionRecord } from "../control/store";
import { invalid } from "../distribution/read-distribution";
import { answer, type CloudFrontOperation } from "./cloudfront-operation";
import { elements } from "./elements";
import { functionArn, summaryOf, versionOf } from "./functions";

// fidelity: docs: Quotas, CloudFront Functions: maximum function size 10 KB
const MAX_CODE_BYTES = 10 * 1024;

const CONFIG = read("FunctionCode", "FunctionConfig");

export const createFunction: CloudFrontOperation = restOperation(
  "CreateFunction",
  { body: { Name: true, ...CONFIG } },
  {
    action: "cloudfront:CreateFunction",
    on: (control, { request }) => resource(functionArn(control, nameIn(request.body)), () => nameIn(request.body)),
  },
  (control) =>
    async ({ request }, name) => {
      const { functions } = control.store;
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) throw invalid("The function name is not valid.");
      if (functions.get(name))
        throw new ServiceError("FunctionAlreadyExists", `A function with the name ${name} already exists.`, 409);
      const record = { name, arn: functionArn(control, name), ...declared(request.body) };
      await functions.put(name, record);
      const location = `https://cloudfront.amazonaws.com/2020-05-31/function/${name}`;
      return answer(201, "FunctionSummary", summaryOf(record, "DEVELOPMENT"), { location, etag: record.etag });
    },
);

export const updateFunction: CloudFrontOperation = restOperation(
  "UpdateFunction",
  { header: { "if-match": true }, body: CONFIG },
  { action: "cloudfront:UpdateFunction", on: versionOf },
  (control) =>
    async ({ request }, { name, arn, live }) => {
      const record = { name, arn, ...declared(request.body), ...(live && { live }) };
      await control.store.functions.put(name, record);
      return answer(200, "FunctionSummary", summaryOf(record, "DEVELOPMENT"), {
        ettag: record.etag,
        etag: record.etag,
      });
    },
);

export const deleteFunction: CloudFrontOperation = restOperation(
  "DeleteFunction",
  { header: { "if-match": true } },
  { action: "cloudfront:DeleteFunction", on: versionOf },
  (control) =>
    async (_, { name, arn }) => {
      if (control.names(arn))
        throw new ServiceError("FunctionInUse", `Cannot delete function ${name}, it is in use by distributions.`, 409);
      await control.store.functions.remove(name);
      return { status: 204, body: "" };
    },
);

const nameIn = (body: Buffer): string => elements(body.toString("utf8"), "Name")[0] ?? "";

/** What a call says of a function, as its resource would be declared. */
const declared = (body: Buffer): Omit<FunctionRecord, "arn" | "live" | "name"> => {
  const text = body.toString("utf8");
  const [[base64 = ""], [comment = ""], [runtime = ""], stores] = [
    elements(text, "FunctionCode"),
    elements(text, "Comment"),
    elements(text, "Runtime"),
    elements(text, "KeyValueStoreARN"),
  ];
  if (runtime !== "cloudfront-js-1.0" && runtime !== "cloudfront-js-2.0")
    throw invalid("The runtime must be cloudfront-js-1.0 or cloudfront-js-2.0.");
  const code = Buffer.from(base64, "base64").toString("utf8");
  if (Buffer.byteLength(code) > MAX_CODE_BYTES)
    throw new ServiceError("FunctionSizeLimitExceeded", "The function code must be at most 10 KB.", 413);
  const [store] = stores;
  const inputs = { code, comment, runtime, publish: false, ...(store && { keyValueStoreAssociations: stores }) };
  return { inputs, etag: newId("E"), code, runtime, ...(store && { store }) };
};
