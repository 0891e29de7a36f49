import * as pulumi from "@pulumi/pulumi";
import type { Integration, Target } from "../../../../components/core/target";
import { sqsSendMessageIntegration } from "../../../../components/messaging/queue/sqs-integration";

export const PROXY: Integration = {
  extension: {
    type: "aws_proxy",
    httpMethod: "POST",
    uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:000000000000:function:get-order:live/invocations",
  },
  methodResponses: {},
};

export const QUEUE_ARN = "arn:aws:sqs:eu-west-1:000000000000:orders";

export const sendMessage = (credentials = "arn:aws:iam::000000000000:role/gateway"): Integration =>
  sqsSendMessageIntegration({
    queueName: "orders",
    account: "000000000000",
    region: "eu-west-1",
    partition: "aws",
    credentials,
  });

/** Behind which there is a function, `get-order` unless told otherwise. */
export const target = (key = "get-order"): Target => ({
  description: `function ${key}`,
  integrate: () => pulumi.output(key).apply((): Integration => PROXY),
  grants: [],
  invokes: { key, functionName: pulumi.output(key), qualifier: "live" },
});

/** Behind which there is the queue `orders`. */
export const queueTarget = (): Target => ({
  description: "queue orders",
  integrate: ({ credentials }) => pulumi.all([credentials]).apply(([role]) => sendMessage(role)),
  grants: [{ actions: ["sqs:SendMessage"], resources: [QUEUE_ARN] }],
});
