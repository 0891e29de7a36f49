import { restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { InvalidationRecord } from "../control/store";
import { invalid } from "../distribution/read-distribution";
import { answer, type CloudFrontOperation, distributionArn, pageOf, quantity } from "./cloudfront-operation";
import { elements } from "./elements";

// fidelity: docs: limits: files per invalidation in progress
const MAX_PATHS = 3_000;

export const createInvalidation: CloudFrontOperation = restOperation(
  "CreateInvalidation",
  { body: { CallerReference: true, Paths: true } },
  {
    action: "cloudfront:CreateInvalidation",
    on: (control, call) => resource(distributionArn(control, call), () => control.require(call.distribution)),
  },
  (control) =>
    async ({ request }, { id }) => {
      const text = request.body.toString("utf8");
      const reference = elements(text, "CallerReference")[0];
      const paths = elements(text, "Path");
      if (reference === undefined || paths.length === 0) {
        throw invalid("1 validation error detected: the batch needs a caller reference and paths", "MalformedXML");
      }
      if (Number(elements(text, "Quantity")[0]) !== paths.length) {
        throw invalid("The value of Quantity and the size of Items do not match.", "InconsistentQuantities");
      }
      if (paths.length > MAX_PATHS) throw new ServiceError("BatchTooLarge", "Too many paths in the batch.", 413);
      if (paths.some((path) => !path.startsWith("/"))) {
        throw invalid("Your request contains one or more invalid invalidation paths.");
      }
      const record = await control.invalidate(id, reference, paths);
      const location = `https://cloudfront.amazonaws.com/2020-05-31/distribution/${id}/invalidation/${record.id}`;
      // fidelity: docs: it takes a while; what it names is out of the cache already
      return answer(201, "Invalidation", { ...shown(record), Status: "InProgress" }, { location });
    },
);

export const getInvalidation: CloudFrontOperation = restOperation(
  "GetInvalidation",
  {},
  {
    action: "cloudfront:GetInvalidation",
    on: (control, call) =>
      resource(distributionArn(control, call), () => {
        control.require(call.distribution);
        const found = control.store.invalidations.get(`${call.distribution}/${call.invalidation}`);
        if (found) return found;
        throw new ServiceError("NoSuchInvalidation", "The specified invalidation does not exist.", 404);
      }),
  },
  () => (_, record) => answer(200, "Invalidation", shown(record)),
);

export const listInvalidations: CloudFrontOperation = restOperation(
  "ListInvalidations",
  { query: { Marker: true, MaxItems: true } },
  {
    action: "cloudfront:ListInvalidations",
    on: (control, call) => resource(distributionArn(control, call), () => control.require(call.distribution)),
  },
  ({ store }) =>
    ({ query }, { id: own }) => {
      const all = [...store.invalidations.entries(`${own}/`)]
        .map(([, record]) => record)
        .filter(({ distribution }) => distribution === own)
        .sort((a, b) => (a.created < b.created ? 1 : -1));
      const { page, shown: paging } = pageOf(all, query);
      const summaries = page.map(({ id, created }) => ({ Id: id, CreateTime: created, Status: "Completed" }));
      return answer(200, "InvalidationList", { ...paging, ...quantity("InvalidationSummary", summaries) });
    },
);

const shown = ({ id, created, reference, paths }: InvalidationRecord) => ({
  Id: id,
  Status: "Completed",
  CreateTime: created,
  InvalidationBatch: { Paths: quantity("Path", paths), CallerReference: reference },
});
