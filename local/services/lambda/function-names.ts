import type { Cloud } from "../../cloud/cloud";

/** A function as callers name it. */
export interface FunctionName {
  readonly name: string;
  /** Version or alias. */
  readonly qualifier: string | undefined;
}

/** Reads `orders`, `orders:live`, `000000000000:function:orders` or a whole ARN. */
export const parseFunctionName = (text: string): FunctionName => {
  const parts = text.split(":");
  const at = parts.lastIndexOf("function");
  const [name = "", qualifier] = at >= 0 ? parts.slice(at + 1) : parts;
  return { name, qualifier: qualifier || undefined };
};

export const functionArn = (
  { partition, region, account }: Pick<Cloud, "partition" | "region" | "account">,
  name: string,
): string => `arn:${partition}:lambda:${region}:${account}:function:${name}`;
