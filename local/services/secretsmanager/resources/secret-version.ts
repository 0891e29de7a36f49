import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { CURRENT } from "../secret-record";
import type { Secrets } from "../secrets";

/** Its id is `arn|versionId`. */
export const secretVersionType = (secrets: Secrets): ResourceType => ({
  type: "aws:secretsmanager/secretVersion:SecretVersion",
  async create(inputs) {
    const record = secrets.find(String(inputs.secretId));
    if (!record) throw new Error(`secretId leads to no secret: ${inputs.secretId}`);
    const stages = Array.isArray(inputs.versionStages) ? inputs.versionStages.map(String) : [CURRENT];
    const versionId = await secrets.putValue(record, secretValue(inputs), { stages });
    return {
      id: `${record.arn}|${versionId}`,
      outputs: {
        ...inputs,
        arn: record.arn,
        secretArn: record.arn,
        versionId,
        versionStages: stages,
        hasSecretStringWo: inputs.secretStringWo !== undefined,
        secretStringWo: undefined,
      },
    };
  },
  async delete(id) {
    const [arn = "", versionId = ""] = id.split("|");
    const record = secrets.find(arn);
    if (!record) return;
    const { [versionId]: gone, ...versions } = record.versions;
    // fidelity: docs: the provider cannot remove AWSCURRENT and leaves that version
    if (gone && !gone.stages.includes(CURRENT)) await secrets.keep({ ...record, versions });
  },
});

const secretValue = ({ secretString, secretStringWo, secretBinary }: Properties) => {
  const text = secretString ?? secretStringWo;
  return {
    text: text === undefined ? undefined : String(text),
    binary: secretBinary === undefined ? undefined : String(secretBinary),
  };
};
