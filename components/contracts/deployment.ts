/** What the function that deploys an app of Amplify is asked, for one branch. */
export interface DeploymentRequest {
  readonly appId: string;
  readonly branchName: string;
  /** Where the zip with the files lies. */
  readonly bucket: string;
  readonly key: string;
}

/** What it reports. */
export interface Deployment {
  readonly jobId: string;
  readonly status: "SUCCEED";
}
