import {
  type AmplifyClient,
  CreateDeploymentCommand,
  GetJobCommand,
  StartDeploymentCommand,
} from "@aws-sdk/client-amplify";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Hosting } from "./deploy";

export const amplify = (client: AmplifyClient, s3: S3Client): Hosting => ({
  async create(branch) {
    const { jobId, zipUploadUrl } = await client.send(new CreateDeploymentCommand(branch));
    if (!jobId || !zipUploadUrl) throw new Error(`Amplify takes no zip for branch ${branch.branchName}`);
    return { jobId, uploadUrl: zipUploadUrl };
  },
  async upload({ bucket, key }, uploadUrl) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const body = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const answer = await fetch(uploadUrl, { method: "PUT", body, headers: { "Content-Type": "application/zip" } });
    if (!answer.ok) throw new Error(`the upload of ${key} was refused: ${answer.status} ${await answer.text()}`);
  },
  async start(branch, jobId) {
    await client.send(new StartDeploymentCommand({ ...branch, jobId }));
  },
  async job(branch, jobId) {
    const { job } = await client.send(new GetJobCommand({ ...branch, jobId }));
    const reasons = (job?.steps ?? []).flatMap(({ statusReason }) => statusReason ?? []);
    return { status: job?.summary?.status ?? "PENDING", reasons };
  },
});
