import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";

const AccountConfig = z.object({
  repository: z
    .string()
    .regex(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/, 'must be the GitHub repository as "owner/name"')
    .describe("whose workflows may assume the roles"),
  budget: z.coerce.number().positive().default(100).describe("in US dollars a month"),
  email: z.email().describe("hears of the budget"),
});

export type AccountConfig = z.infer<typeof AccountConfig>;

/** The settings of `Pulumi.<stack>.yaml` of this program. */
export const accountConfig = (): AccountConfig => {
  const config = new pulumi.Config();
  const keys = Object.keys(AccountConfig.shape) as (keyof AccountConfig)[];
  const parsed = AccountConfig.safeParse(Object.fromEntries(keys.map((key) => [key, config.get(key)])));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const key = String(issue?.path[0]);
  throw new pulumi.RunError(
    `Pulumi.${pulumi.getStack()}.yaml: ${key}: ${issue?.message}. Set it: pulumi config set ${key} <value> -C account`,
  );
};
