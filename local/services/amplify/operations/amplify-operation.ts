import type * as z from "zod";
import { membersOf, read } from "../../../wire/operations/members";
import { InvalidInput } from "../../../wire/operations/operation";
import { type RestCall, type RestOperation, restOperation } from "../../../wire/operations/rest-operation";
import { type Right, resource, type Subject } from "../../../wire/operations/right";
import type { ApiRequest, ApiResponse } from "../../../wire/transport/api-request";
import type { Hosting } from "../hosting";
import type { AppRecord, BranchRecord, JobRecord } from "../records";

export interface AmplifyCall extends RestCall {
  /** What the path names: `appId`, `branchName`, `jobId`. */
  readonly path: Readonly<Record<string, string>>;
  readonly json: unknown;
}

export type AmplifyOperation = RestOperation<Hosting, AmplifyCall>;

type Parsed<Body> = AmplifyCall & { readonly input: Body };

/** An operation whose input is a JSON body and the path; or the path and members of the query. */
export const amplifyOperation = <Body extends z.ZodType, Target>(
  name: string,
  body: Body,
  right: Right<Hosting, AmplifyCall, Target, ApiRequest>,
  run: (hosting: Hosting) => (call: Parsed<z.output<Body>>, target: Target) => object | Promise<object>,
  query: readonly string[] = [],
): AmplifyOperation =>
  restOperation<Hosting, AmplifyCall, Target>(
    name,
    { query: read(...query), body: membersOf(body) },
    right,
    (hosting) => async (call, target) => {
      const found = body.safeParse(call.json ?? {});
      if (!found.success) throw new InvalidInput(found.error.issues, call.json ?? {});
      return answer(await run(hosting)({ ...call, input: found.data }, target));
    },
  );

const answer = (body: object): ApiResponse => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

// fidelity: docs: Service Authorization Reference, AWS Amplify: apps/<id>, …/branches/<name>, …/jobs/<id>
const arnOf = ({ cloud: { partition, region, account } }: Hosting, path: string): string =>
  `arn:${partition}:amplify:${region}:${account}:apps/${path}`;

export const ofAllApps = (hosting: Hosting): Subject<undefined> => resource(arnOf(hosting, "*"));

export const ofApp = (hosting: Hosting, { path: { appId = "" } }: AmplifyCall): Subject<AppRecord> =>
  resource(arnOf(hosting, appId), () => hosting.store.app(appId));

export const ofBranch = (
  hosting: Hosting,
  { path: { appId = "", branchName = "" } }: AmplifyCall,
): Subject<BranchRecord> =>
  resource(arnOf(hosting, `${appId}/branches/${branchName}`), () => hosting.store.branch(appId, branchName));

/** Deployments and jobs of a branch have ARNs of their own. */
export const ofBranchBelow =
  (kind: "deployments" | "jobs") =>
  (hosting: Hosting, { path: { appId = "", branchName = "" } }: AmplifyCall): Subject<BranchRecord> =>
    resource(arnOf(hosting, `${appId}/branches/${branchName}/${kind}/*`), () =>
      hosting.store.branch(appId, branchName),
    );

export const ofJob = (
  hosting: Hosting,
  { path: { appId = "", branchName = "", jobId = "" } }: AmplifyCall,
): Subject<JobRecord> =>
  resource(arnOf(hosting, `${appId}/branches/${branchName}/jobs/${jobId}`), () => {
    hosting.store.branch(appId, branchName);
    return hosting.store.job(appId, branchName, jobId);
  });
