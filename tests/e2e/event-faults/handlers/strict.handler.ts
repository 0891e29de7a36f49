import { detailOf, type ReceivedEvent } from "serverless-tiers/runtime/events";
import { Changed } from "../fault-contracts";
import { keep } from "./keep";

export const handler = async (event: ReceivedEvent) => {
  const { itemId, revision, value } = detailOf(Changed, event);
  await keep(`strict ${itemId}`, revision, value);
};
