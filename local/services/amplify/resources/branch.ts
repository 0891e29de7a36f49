import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { textOf } from "../../../languages/json/json-object";
import type { Hosting } from "../hosting";
import { type BranchRecord, hostOf, labelOf } from "../records";
import { branchKey } from "../store";

/** `aws.amplify.Branch`: served at a port of its own, and as `<branch>.<app>.amplifyapp.com`. */
export const branchType = (hosting: Hosting): ResourceType => ({
  type: "aws:amplify/branch:Branch",
  check({ enableBasicAuth, basicAuthCredentials }) {
    const isBare = enableBasicAuth === true && !basicAuthCredentials;
    const reason = "must be given where enableBasicAuth is true";
    return isBare ? [{ property: "basicAuthCredentials", reason }] : [];
  },
  async create(inputs) {
    const [appId, name] = [textOf(inputs.appId) ?? "", textOf(inputs.branchName) ?? ""];
    hosting.store.app(appId);
    return { id: `${appId}/${name}`, outputs: await put(hosting, appId, name, inputs) };
  },
  update: (_id, inputs) => put(hosting, textOf(inputs.appId) ?? "", textOf(inputs.branchName) ?? "", inputs),
  async read(_id, { appId, branchName }) {
    const branch = hosting.store.branches.get(branchKey(textOf(appId) ?? "", textOf(branchName) ?? ""));
    return branch && { ...branch.inputs, ...shown(hosting, branch) };
  },
  delete: (_id, { appId, branchName }) => hosting.removeBranch(textOf(appId) ?? "", textOf(branchName) ?? ""),
});

const put = async (hosting: Hosting, appId: string, name: string, inputs: Properties): Promise<Properties> => {
  const now = hosting.cloud.clock.now();
  const known = hosting.store.branches.get(branchKey(appId, name));
  const branch = { appId, name, createdAt: now, jobs: 0, ...known, inputs, updatedAt: now };
  await hosting.putBranch(branch);
  return { ...inputs, ...shown(hosting, branch) };
};

const shown = ({ cloud, store }: Hosting, branch: BranchRecord): Properties => ({
  arn: `arn:${cloud.partition}:amplify:${cloud.region}:${cloud.account}:apps/${branch.appId}/branches/${branch.name}`,
  displayName: labelOf(branch),
  associatedResources: [],
  customDomains: store
    .domainsOf(branch.appId)
    .flatMap(({ name, subDomains }) =>
      subDomains.filter(({ branchName }) => branchName === branch.name).map((each) => hostOf(each, name)),
    ),
  destinationBranch: "",
  sourceBranch: "",
});
