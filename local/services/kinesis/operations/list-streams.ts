import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import type { KinesisServices } from "../store";

export const listStreams = operation("ListStreams", z.object({}), (services: KinesisServices) => (_, { principal }) => {
  requireAccess(services.access, principal, "kinesis:ListStreams", services.streams.arn("*"));
  return { HasMoreStreams: false, StreamNames: services.streams.names() };
});
