import { type CheckedResource, objectsAt, ofType, shown, UNKNOWN, usedBy, valueAt } from "../checked-resource";
import type { ResourceRule, StackRule } from "../rule";
import { type PolicyStatement, statementsOf } from "../statements";

export const noPublicDatabase: ResourceRule = {
  name: "no-public-database",
  level: "mandatory",
  description: "A database has no address on the internet.",
  types: ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance", "aws:redshift/cluster:Cluster"],
  check: (database) =>
    valueAt(database, "publiclyAccessible") === true ? ["publiclyAccessible must be false (it is true)"] : [],
};

const EVERYWHERE = new Set(["0.0.0.0/0", "::/0"]);
/** What load balancers listen on; nothing else has a reason to be open. */
const WEB_PORTS = new Set([80, 443]);

export const noOpenSecurityGroup: ResourceRule = {
  name: "no-open-security-group",
  level: "mandatory",
  description: "No security group lets the whole internet in, except to ports 80 and 443.",
  types: [
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "aws:ec2/securityGroupRule:SecurityGroupRule",
    "aws:ec2/securityGroup:SecurityGroup",
  ],
  check(resource) {
    if (resource.type === "aws:ec2/securityGroup:SecurityGroup")
      return objectsAt(resource, "ingress").flatMap((rule) => openPorts({ ...resource, props: rule }, "ingress: "));
    return valueAt(resource, "type") === "egress" ? [] : openPorts(resource, "");
  },
};

const openPorts = (rule: CheckedResource, at: string): string[] => {
  const sources = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks"].flatMap((key) => valueAt(rule, key));
  const open = sources.find((source) => typeof source === "string" && EVERYWHERE.has(source));
  const [from, to] = [valueAt(rule, "fromPort"), valueAt(rule, "toPort")];
  if (open === undefined || (from === to && WEB_PORTS.has(Number(from)))) return [];
  return [`${at}must not let ${open} in to ports ${shown(from)} to ${shown(to)}; name a security group or a range`];
};

const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;
const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

export const noPublicBucket: StackRule = {
  name: "no-public-bucket",
  level: "mandatory",
  description: "Each bucket has a public access block with all four settings, which no policy or ACL can undo.",
  checkStack(stack) {
    const blocks = ofType(stack, ACCESS_BLOCK);
    const blocked = new Set(blocks.flatMap((block) => usedBy(stack, block, "bucket", ...BUCKETS)));
    const unblocked = ofType(stack, ...BUCKETS).filter((bucket) => !blocked.has(bucket));
    return [
      ...unblocked.map((resource) => ({ resource, problem: "must have a BucketPublicAccessBlock" })),
      ...blocks.flatMap((resource) =>
        BLOCKS.filter((key) => !isOn(valueAt(resource, key))).map((key) => ({
          resource,
          problem: `${key} must be true (it is ${shown(valueAt(resource, key))})`,
        })),
      ),
    ];
  },
};

const isOn = (value: unknown): boolean => value === true || value === UNKNOWN;

/** Types with a policy of their own, and where it is. */
const POLICIES: Readonly<Record<string, string>> = {
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
  "aws:kms/key:Key": "policy",
  "aws:iam/role:Role": "assumeRolePolicy",
};

/** Conditions that say who, and not only how. */
const WHO = ["aws:sourcearn", "aws:sourceaccount", "aws:principalorgid", "aws:principalarn", "aws:sourcevpce"];

export const noPublicPolicy: ResourceRule = {
  name: "no-public-policy",
  level: "mandatory",
  description: "No policy of a resource, and no trust of a role, allows everybody.",
  types: Object.keys(POLICIES),
  check(resource) {
    const path = POLICIES[resource.type] ?? "policy";
    return statementsOf(valueAt(resource, path))
      .filter(allowsEverybody)
      .map(({ sid, actions }) => `${path}${sid ? ` ${sid}` : ""} must not allow ${actions.join(", ")} to everybody`);
  },
};

const allowsEverybody = ({ effect, principals, conditions }: PolicyStatement): boolean =>
  effect === "Allow" &&
  principals.some((principal) => principal === "*") &&
  !WHO.some((condition) => conditions.has(condition));

export const noOpenPermission: ResourceRule = {
  name: "no-open-permission",
  level: "mandatory",
  description:
    "Whoever may invoke a function is named down to its resource or account, so that no stranger borrows a service.",
  types: ["aws:lambda/permission:Permission"],
  check: (permission) =>
    ["sourceArn", "sourceAccount", "principalOrgId"].some((key) => valueAt(permission, key) !== undefined) ||
    /^(arn:aws|\d{12}$)/.test(String(valueAt(permission, "principal")))
      ? []
      : [`must name sourceArn (its principal is ${shown(valueAt(permission, "principal"))})`],
};
