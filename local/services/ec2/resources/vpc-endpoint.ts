import type { Collection } from "../../../data/storage";
import { recordedType } from "../../../engine/resources/recorded-type";
import type { ResourceType } from "../../../engine/resources/resource-type";

export interface EndpointRecord {
  readonly vpcId: string;
}

/** `aws.ec2.VpcEndpoint`: recorded as other parts of a network; private APIs ask for its VPC. */
export const vpcEndpointType = (endpoints: Collection<EndpointRecord>): ResourceType => {
  const recorded = recordedType("aws:ec2/vpcEndpoint:VpcEndpoint");
  return {
    ...recorded,
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    async create(inputs, context) {
      const created = await recorded.create(inputs, context);
      if (typeof inputs.vpcId === "string") await endpoints.put(created.id, { vpcId: inputs.vpcId });
      return created;
    },
    async delete(id, outputs) {
      await recorded.delete(id, outputs);
      await endpoints.remove(id);
    },
  };
};
