import * as z from "zod";
import { amplifyOperation, ofBranchBelow } from "./amplify-operation";
import { PAGE, pageOf } from "./page";
import { shownSummary } from "./shown";

export const listJobs = amplifyOperation(
  "ListJobs",
  z.object({}),
  { action: "amplify:ListJobs", on: ofBranchBelow("jobs") },
  (hosting) =>
    (call, { appId, name }) => {
      const { items, nextToken } = pageOf(call, hosting.store.jobsOf(appId, name));
      return { jobSummaries: items.map((job) => shownSummary(hosting, job)), ...nextToken };
    },
  PAGE,
);
