import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { ControlPlane } from "../control/control-plane";
import type { DistributionRecord } from "../control/store";

const TYPE = "aws:cloudfront/distribution:Distribution";

/** Settings that nothing here follows. */
const RECORDED = [
  "anycastIpListId",
  "continuousDeploymentPolicyId",
  "connectionFunctionAssociation",
  "loggingConfig",
  "viewerMtlsConfig",
];

/** `aws.cloudfront.Distribution`, on a port of its own. */
export const distributionType = (control: ControlPlane): ResourceType => ({
  type: TYPE,
  check: ({ staging }) =>
    staging === true ? [{ property: "staging", reason: "distributions are not emulated by the local cloud" }] : [],
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    const [arn, domainName] = [String(outputs.arn), String(outputs.domainName)];
    const record = await control.put({ id, arn, domainName, inputs });
    const idle = RECORDED.filter((property) => inputs[property] !== undefined);
    if (idle.length > 0) {
      control.cloud.log.warn("cloudfront", `distribution ${context.name}: ${idle.join(", ")}: recorded only`);
    }
    return { id, outputs: { ...outputs, ...shown(record) } };
  },
  async update(id, inputs, { outputs }) {
    const [arn, domainName] = [String(outputs.arn), String(outputs.domainName)];
    const record = await control.put({ id, arn, domainName, inputs });
    return { ...outputs, ...inputs, ...shown(record) };
  },
  async read(id) {
    const record = control.store.distributions.get(id);
    return record && { ...record.inputs, ...shown(record) };
  },
  async delete(id) {
    await control.remove(id);
  },
});

const shown = ({ arn, domainName, etag, modified }: DistributionRecord): Properties => ({
  arn,
  domainName,
  etag,
  lastModifiedTime: modified,
  status: "Deployed",
});
