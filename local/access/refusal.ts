import type { AccessRequest, Principal } from "./access";

/** Which part of a program grants an action, for the developer who has to add it. */
const LINKS: Readonly<Record<string, string>> = {
  "sqs:SendMessage": "queue.send()",
  "sqs:ReceiveMessage": "queue.consume()",
  "sqs:DeleteMessage": "queue.consume()",
  "sqs:ChangeMessageVisibility": "queue.consume()",
  "sqs:GetQueueAttributes": "queue.consume()",
  "rds-db:connect": "database.writer() or database.reader()",
};

/** One line that says who lacks what, and what would give it. */
export const refusalLine = (
  principal: Principal,
  request: AccessRequest,
  decision: { readonly explicit: boolean; readonly reason: string },
): string => {
  const role = principal.roleArn?.split("/").pop();
  const who = role ? `role ${role}` : principal.arn;
  if (decision.explicit) {
    return `refused: ${who} may not call ${request.action} on ${request.resource}, ${decision.reason}`;
  }
  const link = LINKS[request.action];
  const remedy = link
    ? `the link ${link} gives it (links: { … } of the function or integration)`
    : `its policies need ${request.action} on exactly that resource`;
  return `refused: ${who} lacks ${request.action} on ${request.resource}; ${remedy}`;
};
