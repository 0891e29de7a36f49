import * as z from "zod";
import { operation } from "../../../wire/operation";
import { type SqsServices, targetQueue } from "../sqs-services";

const Input = z.object({ QueueUrl: z.string().optional() });

export const deleteQueue = operation("DeleteQueue", Input, (services: SqsServices) => async ({ QueueUrl }, call) => {
  await services.registry.delete(targetQueue(services, call, QueueUrl, "sqs:DeleteQueue"));
  return {};
});
