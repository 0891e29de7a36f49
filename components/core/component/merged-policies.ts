import * as pulumi from "@pulumi/pulumi";

interface PolicyDocument {
  readonly Version?: string;
  readonly Statement?: unknown;
}

/** One policy with the statements of both, the first one's first. Either may be JSON or an object. */
export const mergedPolicies = (first: unknown, second: unknown): pulumi.Output<string> => {
  // Told at once, and not from within an apply, where a child would silently vanish.
  if (typeof second === "string") document(second);
  return pulumi.output([first, second]).apply((policies) => {
    const documents = policies.map(document);
    return JSON.stringify({ ...documents[0], Statement: documents.flatMap(({ Statement }) => Statement ?? []) });
  });
};

const document = (policy: unknown): PolicyDocument => {
  if (typeof policy !== "string") return policy as PolicyDocument;
  try {
    return JSON.parse(policy);
  } catch (cause) {
    throw new Error(`transform: the policy is not JSON: ${policy.slice(0, 80)}`, { cause });
  }
};
