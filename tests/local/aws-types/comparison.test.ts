import assert from "node:assert/strict";
import { drifted, impliedInputs, settled } from "../../../local/aws-types/comparison";
import { importedProperties } from "../../../local/aws-types/import-id";

const QUEUE = "aws:sqs/queue:Queue";

describe("what makes a difference to a resource", () => {
  const same = (olds: object, news: object, state: object, type = QUEUE): void =>
    assert.deepEqual(
      Object.entries(settled(type, { ...olds }, { ...news }, { ...state })).filter(([, value]) => value !== undefined),
      Object.entries(news),
    );
  const differs = (olds: object, news: object, state: object, type = QUEUE): void =>
    assert.throws(() => same(olds, news, state, type));

  it("is no default that is written out, or no longer", () => {
    same({}, { visibilityTimeoutSeconds: 30, delaySeconds: 0 }, { visibilityTimeoutSeconds: 30, delaySeconds: 0 });
    same({ visibilityTimeoutSeconds: 30 }, {}, { visibilityTimeoutSeconds: 30 });
    differs({ visibilityTimeoutSeconds: 31 }, {}, { visibilityTimeoutSeconds: 31 });
    differs({}, { visibilityTimeoutSeconds: 0 }, { visibilityTimeoutSeconds: 30 });
  });

  it("is nothing that it has already, unless the program said otherwise before", () => {
    same({}, { policy: "{}" }, { policy: "{}" });
    differs({ policy: '{"a":1}' }, { policy: "{}" }, { policy: "{}" });
    // Endpoints resolve names privately unless they are told not to.
    differs({}, { privateDnsEnabled: false }, { privateDnsEnabled: true }, "aws:ec2/vpcEndpoint:VpcEndpoint");
  });

  it("is not how a document is written, nor the port of a queue in it", () => {
    same({ policy: '{"a": 1, "b": 2}' }, { policy: '{"b":2,"a":1}' }, {});
    const policy = (port: number) => JSON.stringify({ queue: `http://127.0.0.1:${port}/000000000000/q` });
    same({ policy: policy(1) }, { policy: policy(2) }, {});
    differs({ policy: '{"a":[1,2]}' }, { policy: '{"a":[2,1]}' }, {});
  });

  it("is port 0 where there was none", () => {
    differs({}, { fromPort: 0 }, {}, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
  });

  it("is what somebody changed, but for what AWS fills in by itself", () => {
    const before = { delaySeconds: 0, visibilityTimeoutSeconds: 77, policy: "" };
    const now = { delaySeconds: 4, visibilityTimeoutSeconds: 9, policy: '{"a":1}' };
    const inputs = { visibilityTimeoutSeconds: 77 };
    assert.deepEqual(drifted(QUEUE, inputs, before, now), { delaySeconds: 4, visibilityTimeoutSeconds: 9 });
    assert.deepEqual(drifted(QUEUE, { ...inputs, policy: "" }, before, now), now);
  });

  it("follows from inputs, of which an import has those that AWS would not have filled in", () => {
    const found = {
      name: "q",
      arn: "arn",
      delaySeconds: 0,
      visibilityTimeoutSeconds: 77,
      policy: "{}",
      fifoQueue: false,
    };
    assert.deepEqual(impliedInputs(QUEUE, found), { name: "q", visibilityTimeoutSeconds: 77 });
  });
});

describe("what an import names", () => {
  it("is read in the form of its type", () => {
    assert.deepEqual(importedProperties("aws:apigateway/methodSettings:MethodSettings", "a/v1/orders/{id}/GET"), {
      restApi: "a",
      stageName: "v1",
      methodPath: "orders/{id}/GET",
    });
    assert.deepEqual(importedProperties("aws:apigateway/basePathMapping:BasePathMapping", "api.example.com/"), {
      domainName: "api.example.com",
      basePath: "",
    });
    assert.throws(
      () => importedProperties("aws:apigateway/stage:Stage", "ags-a-v1"),
      /^Error: unexpected format of ID \(ags-a-v1\), expected <restApi>\/<stageName>$/,
    );
  });
});
