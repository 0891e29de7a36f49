import assert from "node:assert/strict";
import { resourceContext, startTestCloud } from "../../cloud/test-cloud";

describe("ec2: VPC endpoints", () => {
  it("are recorded, and known with their VPC while they exist", async () => {
    const cloud = await startTestCloud();
    try {
      const type = cloud.resource("aws:ec2/vpcEndpoint:VpcEndpoint");
      const inputs = { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-west-1.execute-api" };
      const { id, outputs } = await type.create(inputs, resourceContext("api"));
      assert.match(id, /^vpce-0[0-9a-f]{16}$/);
      assert.equal(outputs.state, "available");
      const endpoints = cloud.cloud.directory.ec2.endpoints;
      assert.equal(endpoints.vpcOf(id), "vpc-1");
      await type.delete(id, outputs);
      assert.equal(endpoints.vpcOf(id), undefined);
    } finally {
      await cloud.close();
    }
  });
});
