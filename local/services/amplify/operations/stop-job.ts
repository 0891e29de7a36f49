import * as z from "zod";
import { amplifyOperation, ofJob } from "./amplify-operation";
import { shownSummary } from "./shown";

export const stopJob = amplifyOperation(
  "StopJob",
  z.object({}),
  { action: "amplify:StopJob", on: ofJob },
  (hosting) => async (_call, job) => ({ jobSummary: shownSummary(hosting, await hosting.deployments.cancel(job)) }),
);
