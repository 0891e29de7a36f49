import * as z from "zod";
import { amplifyOperation, ofJob } from "./amplify-operation";
import { shownJob } from "./shown";

export const getJob = amplifyOperation(
  "GetJob",
  z.object({}),
  { action: "amplify:GetJob", on: ofJob },
  (hosting) => (_call, job) => ({ job: shownJob(hosting, job) }),
);
