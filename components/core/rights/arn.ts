import type * as pulumi from "@pulumi/pulumi";
import { output } from "@pulumi/pulumi";

/** The parts of `arn:partition:service:region:account:resource`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const parseArn = (arn: pulumi.Input<string>): pulumi.Output<Arn> =>
  output(arn).apply((text) => {
    const [, partition = "", service = "", region = "", account = "", ...resource] = text.split(":");
    return { partition, service, region, account, resource: resource.join(":") };
  });
