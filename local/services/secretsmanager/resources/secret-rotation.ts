import { randomUUID } from "node:crypto";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Rotations } from "../rotation/rotations";
import { checkRules, type RotationRules } from "../rotation/schedule";
import type { SecretRecord } from "../secret-record";
import type { Secrets } from "../secrets";

/** Its id is the secret's ARN. */
export const secretRotationType = (secrets: Secrets, rotations: Rotations): ResourceType => {
  const set = async (inputs: Properties): Promise<SecretRecord> => {
    const record = secrets.find(String(inputs.secretId));
    if (!record || record.deletion) throw new Error(`secretId leads to no secret: ${inputs.secretId}`);
    const rules = rulesOf(inputs.rotationRules as Properties | undefined); // an object by the provider's schema
    checkRules(rules);
    await rotations.rotate(record, {
      token: randomUUID(),
      functionArn: inputs.rotationLambdaArn === undefined ? undefined : String(inputs.rotationLambdaArn),
      rules,
      immediately: inputs.rotateImmediately !== false,
    });
    return record;
  };
  return {
    type: "aws:secretsmanager/secretRotation:SecretRotation",
    async create(inputs) {
      const { arn } = await set(inputs);
      return { id: arn, outputs: { ...inputs, rotationEnabled: true } };
    },
    async update(_, inputs) {
      await set(inputs);
      return { ...inputs, rotationEnabled: true };
    },
    async read(id, { secretId }) {
      const { rotation } = secrets.find(id) ?? {};
      if (!rotation?.enabled) return undefined;
      const {
        AutomaticallyAfterDays: automaticallyAfterDays,
        Duration: duration,
        ScheduleExpression,
      } = rotation.rules ?? {};
      return {
        secretId: secretId ?? id,
        rotationEnabled: true,
        rotationLambdaArn: rotation.functionArn,
        rotationRules: {
          ...(automaticallyAfterDays !== undefined && { automaticallyAfterDays }),
          ...(duration !== undefined && { duration }),
          ...(ScheduleExpression !== undefined && { scheduleExpression: ScheduleExpression }),
        },
      };
    },
    async delete(id) {
      const record = secrets.find(id);
      if (record) await rotations.cancel(record);
    },
  };
};

const rulesOf = ({ automaticallyAfterDays, duration, scheduleExpression }: Properties = {}): RotationRules => ({
  ...(automaticallyAfterDays !== undefined && { AutomaticallyAfterDays: Number(automaticallyAfterDays) }),
  ...(duration !== undefined && { Duration: String(duration) }),
  ...(scheduleExpression !== undefined && { ScheduleExpression: String(scheduleExpression) }),
});
