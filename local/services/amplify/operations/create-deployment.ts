import * as z from "zod";
import { amplifyOperation, ofBranchBelow } from "./amplify-operation";

const Input = z.object({ fileMap: z.record(z.string().max(255), z.string().max(32)).optional() });

export const createDeployment = amplifyOperation(
  "CreateDeployment",
  Input,
  { action: "amplify:CreateDeployment", on: ofBranchBelow("deployments") },
  ({ deployments }) =>
    async ({ input: { fileMap } }, branch) => {
      const names = fileMap && Object.keys(fileMap);
      const { job, urls } = await deployments.create(branch, names?.length ? names : undefined);
      const fileUploadUrls = names?.length ? Object.fromEntries(urls) : {};
      return { jobId: job.id, fileUploadUrls, zipUploadUrl: urls.get("") ?? "" };
    },
);
