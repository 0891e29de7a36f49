import { detailOf, type ReceivedEvent } from "serverless-tiers/runtime/events";
import { ChangedV2 } from "../fault-contracts";
import { keep } from "./keep";

export const handler = async (event: ReceivedEvent) => {
  const { itemId, revision, values } = detailOf(ChangedV2, event);
  await keep(`newer ${itemId}`, revision, values.join());
};
