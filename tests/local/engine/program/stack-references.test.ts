import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { listed, type RecordingOptions, registered } from "serverless-tiers-local/testing";

const stacks = { "organization/net/prod": { vpcId: "vpc-1" } };

const asked = async (program: () => Promise<unknown>, options: RecordingOptions = { stacks }) => {
  let told: unknown;
  const made = await registered(async () => {
    told = await program();
  }, options);
  return { told, made };
};

describe("a reference to another stack", () => {
  it("reads what that stack exports, in previews as well", async () => {
    for (const preview of [false, true]) {
      const { told, made } = await asked(
        async () => {
          const net = new pulumi.StackReference("organization/net/prod");
          return [await net.getOutputDetails("vpcId"), await net.getOutputDetails("subnetIds")];
        },
        { stacks, preview },
      );
      assert.deepEqual(told, [{ value: "vpc-1" }, { value: undefined }]);
      assert.deepEqual(listed(made), []);
    }
  });

  it("can be asked about before, as of Pulumi's engine", async () => {
    const ask = (name: string) => pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
    const { told } = await asked(async () => [
      await ask("organization/net/prod"),
      await ask("organization/net/dev").catch(({ message }: Error) => message),
    ]);
    const [found, error] = told as [object, string];
    assert.deepEqual(found, {
      name: "organization/net/prod",
      outputs: { vpcId: "vpc-1" },
      secretOutputNames: [],
    });
    assert.match(error, /unknown stack "organization\/net\/dev"/);
  });
});
