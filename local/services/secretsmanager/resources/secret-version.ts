import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { CURRENT, type SecretRecord, shownStages, versionAt, withStageAt } from "../secret-record";
import type { Secrets } from "../secrets";

/** Its id is `arn|versionId`. */
export const secretVersionType = (secrets: Secrets): ResourceType => ({
  type: "aws:secretsmanager/secretVersion:SecretVersion",
  async create(inputs) {
    const record = secrets.find(String(inputs.secretId));
    if (!record) throw new Error(`secretId leads to no secret: ${inputs.secretId}`);
    const stages = stagesOf(inputs);
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
  /** Only the labels change in place. */
  async update(id, inputs, olds) {
    const [arn = "", versionId = ""] = id.split("|");
    const record = secrets.find(arn);
    if (!record?.versions[versionId]) throw new Error(`${id}: the version is gone`);
    const stages = stagesOf(inputs);
    await secrets.keep(withStages(record, versionId, stages));
    return { ...olds, ...inputs, secretStringWo: undefined, versionStages: stages };
  },
  async read(id, { secretId }) {
    const [arn = "", versionId = ""] = id.split("|");
    const version = secrets.find(arn)?.versions[versionId];
    if (!version) return undefined;
    const { text, binary } = version;
    return {
      secretId: secretId ?? arn,
      arn,
      secretArn: arn,
      versionId,
      versionStages: shownStages(version),
      ...(text !== undefined && { secretString: text }),
      ...(binary !== undefined && { secretBinary: binary }),
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

const stagesOf = ({ versionStages }: Properties): string[] =>
  Array.isArray(versionStages) && versionStages.length > 0 ? versionStages.map(String) : [CURRENT];

/** The labels that a version is to have, and no others. fidelity: docs: AWSCURRENT can be moved and not taken away */
const withStages = (record: SecretRecord, versionId: string, stages: readonly string[]): SecretRecord => {
  const before = record.versions[versionId]?.stages ?? [];
  const gone = before.filter((stage) => stage !== CURRENT && !stages.includes(stage));
  const added = stages.filter((stage) => versionAt(record, stage)?.[0] !== versionId);
  const without = gone.reduce((each, stage) => withStageAt(each, stage, undefined), record);
  return added.reduce((each, stage) => withStageAt(each, stage, versionId), without);
};

const secretValue = ({ secretString, secretStringWo, secretBinary }: Properties) => {
  const text = secretString ?? secretStringWo;
  return {
    text: text === undefined ? undefined : String(text),
    binary: secretBinary === undefined ? undefined : String(secretBinary),
  };
};
