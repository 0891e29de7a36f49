import { textOf } from "../../../languages/json/json-object";
import type { Hosting } from "../hosting";
import { type AppRecord, type BranchRecord, type JobRecord, labelOf } from "../records";

const seconds = (time: number): number => time / 1000;

const arn = ({ cloud: { partition, region, account } }: Hosting, path: string): string =>
  `arn:${partition}:amplify:${region}:${account}:apps/${path}`;

// fidelity: docs: API_App
export const shownApp = (hosting: Hosting, { id, name, inputs, createdAt, updatedAt }: AppRecord) => ({
  appId: id,
  appArn: arn(hosting, id),
  name,
  description: textOf(inputs.description) ?? "",
  repository: textOf(inputs.repository) ?? "",
  platform: textOf(inputs.platform) ?? "WEB",
  createTime: seconds(createdAt),
  updateTime: seconds(updatedAt),
  environmentVariables: inputs.environmentVariables ?? {},
  defaultDomain: `${id}.amplifyapp.com`,
  enableBranchAutoBuild: inputs.enableBranchAutoBuild === true,
  enableBasicAuth: inputs.enableBasicAuth === true,
  customRules: inputs.customRules ?? [],
  customHeaders: textOf(inputs.customHeaders) ?? "",
});

// fidelity: docs: API_Branch
export const shownBranch = (hosting: Hosting, branch: BranchRecord) => {
  const { appId, name, inputs } = branch;
  return {
    branchArn: arn(hosting, `${appId}/branches/${name}`),
    branchName: name,
    description: textOf(inputs.description) ?? "",
    stage: textOf(inputs.stage) ?? "NONE",
    displayName: labelOf(branch),
    enableNotification: inputs.enableNotification === true,
    createTime: seconds(branch.createdAt),
    updateTime: seconds(branch.updatedAt),
    environmentVariables: inputs.environmentVariables ?? {},
    enableAutoBuild: inputs.enableAutoBuild !== false,
    customDomains: [],
    framework: textOf(inputs.framework) ?? "",
    activeJobId: branch.activeJobId ?? "0",
    totalNumberOfJobs: String(branch.jobs),
    enableBasicAuth: inputs.enableBasicAuth === true,
    ttl: textOf(inputs.ttl) ?? "5",
    enablePullRequestPreview: inputs.enablePullRequestPreview === true,
  };
};

// fidelity: docs: API_JobSummary
export const shownSummary = (hosting: Hosting, job: JobRecord) => ({
  jobArn: arn(hosting, `${job.appId}/branches/${job.branchName}/jobs/${job.id}`),
  jobId: job.id,
  commitId: "HEAD",
  commitMessage: "",
  commitTime: seconds(job.startedAt),
  startTime: seconds(job.startedAt),
  status: job.status,
  ...(job.endedAt !== undefined && { endTime: seconds(job.endedAt) }),
  jobType: "MANUAL",
  ...(job.sourceUrl !== undefined && { sourceUrl: job.sourceUrl, sourceUrlType: job.sourceUrlType }),
});

// fidelity: docs: API_Job, API_Step
export const shownJob = (hosting: Hosting, job: JobRecord) => ({
  summary: shownSummary(hosting, job),
  steps: [
    {
      stepName: "DEPLOY",
      startTime: seconds(job.startedAt),
      status: job.status,
      endTime: seconds(job.endedAt ?? job.startedAt),
      ...(job.reason !== undefined && { statusReason: job.reason }),
    },
  ],
});
