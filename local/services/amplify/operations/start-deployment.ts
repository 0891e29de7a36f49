import * as z from "zod";
import { amplifyOperation, ofBranchBelow } from "./amplify-operation";
import { shownSummary } from "./shown";

const Input = z.object({
  jobId: z
    .string()
    .max(255)
    .regex(/^[0-9]+$/)
    .optional(),
  sourceUrl: z
    .string()
    .max(3_000)
    .regex(/^(s3|https|http):\/\/.*/)
    .optional(),
  sourceUrlType: z.enum(["ZIP", "BUCKET_PREFIX"]).optional(),
});

export const startDeployment = amplifyOperation(
  "StartDeployment",
  Input,
  { action: "amplify:StartDeployment", on: ofBranchBelow("deployments") },
  (hosting) =>
    async ({ input: { jobId, sourceUrl, sourceUrlType = "ZIP" }, request }, branch) => {
      const source = sourceUrl === undefined ? undefined : { url: sourceUrl, type: sourceUrlType };
      const job = await hosting.deployments.start(branch, jobId, source, request.principal);
      return { jobSummary: shownSummary(hosting, job) };
    },
);
