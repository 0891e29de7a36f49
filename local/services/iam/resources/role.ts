import { uniqueId } from "../../../access/keys";
import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import type { Identities } from "../identities";
import { policyText, policyViolations } from "../policy-text";
import type { RoleRecord } from "../role-record";

const TYPE = "aws:iam/role:Role";

export const roleType = (
  identities: Identities,
  cloud: Pick<Cloud, "account" | "partition" | "clock">,
): ResourceType => ({
  type: TYPE,
  check(inputs) {
    const boundary =
      inputs.permissionsBoundary === undefined
        ? []
        : [{ property: "permissionsBoundary", reason: "permissions boundaries are not emulated by the local cloud" }];
    return [...boundary, ...policyViolations("assumeRolePolicy", inputs.assumeRolePolicy)];
  },
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    const path = typeof inputs.path === "string" ? inputs.path : "/";
    const known = identities.record(name);
    const record: RoleRecord = {
      name,
      arn: `arn:${cloud.partition}:iam::${cloud.account}:role${path}${name}`,
      uniqueId: known?.uniqueId ?? uniqueId("AROA", 21),
      trust: policyText(inputs.assumeRolePolicy),
      inline: inlineOf(inputs),
      attached: managedOf(inputs),
      createdAt: known?.createdAt ?? new Date(cloud.clock.now()).toISOString(),
      ...describedBy(inputs, context),
    };
    await identities.putRole(record);
    return { id: name, outputs: outputsOf(record, inputs, context) };
  },
  async update(id, inputs, olds, context) {
    const own = new Set([...Object.keys(inlineOf(olds.inputs)), ...managedOf(olds.inputs)]);
    await identities.changeRole(id, (record) => ({
      ...record,
      ...describedBy(inputs, context),
      trust: policyText(inputs.assumeRolePolicy),
      // Policies that other resources gave the role stay.
      inline: { ...without(record.inline, own), ...inlineOf(inputs) },
      attached: [...new Set([...record.attached.filter((arn) => !own.has(arn)), ...managedOf(inputs)])],
    }));
    const record = identities.record(id);
    return record ? outputsOf(record, inputs, context) : {};
  },
  async read(id, outputs) {
    return identities.record(id) ? outputs : undefined;
  },
  delete: (id) => identities.removeRole(id),
});

const describedBy = (inputs: Properties, context: ResourceContext) => ({
  description: typeof inputs.description === "string" ? inputs.description : undefined,
  maxSessionSeconds: typeof inputs.maxSessionDuration === "number" ? inputs.maxSessionDuration : undefined,
  tags: tagsOf(inputs, context),
});

const inlineOf = ({ inlinePolicies }: Properties): Record<string, string> =>
  Object.fromEntries(
    (Array.isArray(inlinePolicies) ? inlinePolicies : []).map(({ name, policy }: Properties) => [
      String(name),
      policyText(policy),
    ]),
  );

const managedOf = ({ managedPolicyArns }: Properties): string[] =>
  Array.isArray(managedPolicyArns) ? managedPolicyArns.map(String) : [];

const without = (policies: Readonly<Record<string, string>>, names: ReadonlySet<string>): Record<string, string> =>
  Object.fromEntries(Object.entries(policies).filter(([name]) => !names.has(name)));

const tagsOf = ({ tags }: Properties, { defaultTags }: ResourceContext) => ({
  ...defaultTags,
  ...(tags as Record<string, string> | undefined), // text by the provider's schema
});

const outputsOf = (record: RoleRecord, inputs: Properties, context: ResourceContext): Properties => ({
  ...inputs,
  arn: record.arn,
  name: record.name,
  uniqueId: record.uniqueId,
  createDate: record.createdAt,
  assumeRolePolicy: record.trust,
  path: inputs.path ?? "/",
  maxSessionDuration: inputs.maxSessionDuration ?? 3_600,
  forceDetachPolicies: inputs.forceDetachPolicies ?? false,
  tagsAll: tagsOf(inputs, context),
});
