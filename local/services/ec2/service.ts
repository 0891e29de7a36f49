import type { Cloud } from "../../cloud/cloud";
import type { Services } from "../directory";
import type { Service } from "../service";
import { type EndpointRecord, vpcEndpointType } from "./resources/vpc-endpoint";

/** Which VPC each VPC endpoint is in; networks themselves are recorded, not run. */
export interface VpcEndpoints {
  vpcOf(endpointId: string): string | undefined;
}

declare module "../directory" {
  interface Services {
    readonly ec2: Service & { readonly endpoints: VpcEndpoints };
  }
}

/** EC2 as far as private APIs ask for it. */
export const createEc2Service = (cloud: Cloud): Services["ec2"] => {
  const records = cloud.storage.collection<EndpointRecord>("ec2.vpc-endpoints");
  return {
    name: "ec2",
    resources: [vpcEndpointType(records)],
    endpoints: { vpcOf: (endpointId) => records.get(endpointId)?.vpcId },
  };
};
