import type { Cloud } from "../../cloud/cloud";
import type { Message } from "../cognito/mail/mailbox";

/** A message with the name of what sent it. */
export interface SentMessage extends Message {
  readonly poolName: string;
}

/** What user pools sent, of one after the other, the latest last. */
export const sentMessages = ({ directory }: Pick<Cloud, "directory">): SentMessage[] => {
  const { pools } = directory["cognito-idp"];
  return pools.mailbox
    .all()
    .map((message) => ({ ...message, poolName: pools.find(message.pool)?.name ?? message.pool }));
};
