import { setTimeout as sleep } from "node:timers/promises";
import { AmplifyClient } from "@aws-sdk/client-amplify";
import { S3Client } from "@aws-sdk/client-s3";
import type { Deployment, DeploymentRequest } from "../../contracts/deployment";
import { log } from "../log";
import { amplify } from "./amplify";
import { deploy } from "./deploy";

const hosting = amplify(new AmplifyClient({}), new S3Client({}));

/** Below the 15 minutes of the function, so that its error says what it waited for. */
const WITHIN_MS = 14 * 60_000;

export const handler = async (request: DeploymentRequest): Promise<Deployment> => {
  const deployment = await deploy(hosting, request, { withinMs: WITHIN_MS, now: Date.now, sleep });
  log.info("deployed", { branch: request.branchName, jobId: deployment.jobId });
  return deployment;
};
