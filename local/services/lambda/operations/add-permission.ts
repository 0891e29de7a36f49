import * as z from "zod";
import { invalidParameter, resourceConflict } from "../errors";
import { permissionStatement } from "../permission-statement";
import { answer, bodyOperation, functionOf } from "./lambda-operation";

const Input = z.object({
  Action: z.string().regex(/^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/),
  Principal: z.string().min(1),
  SourceAccount: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  SourceArn: z.string().optional(),
  StatementId: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[a-zA-Z0-9-_]+$/),
});

export const addPermission = bodyOperation(
  "AddPermission",
  Input,
  { action: "lambda:AddPermission", on: functionOf },
  ({ cloud, functions }) =>
    async ({ input }, { record, arn }) => {
      const { StatementId: sid, Principal: principal } = input;
      // fidelity: observed: AddPermission
      if (!/^(\*|\d{12}|arn:[^:]+:(iam|sts)::\d{12}:.+|[a-z0-9.-]+\.amazonaws\.com)$/.test(principal)) {
        throw invalidParameter("The provided principal was invalid. Please check the principal and try again.");
      }
      if (functions.policy(arn).Statement.some(({ Sid }) => Sid === sid)) {
        throw resourceConflict(
          `The statement id (${sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        );
      }
      const statement = permissionStatement(cloud, arn, {
        sid,
        principal,
        action: input.Action,
        sourceArn: input.SourceArn,
        sourceAccount: input.SourceAccount,
      });
      await functions.putPermission(record.name, statement);
      return answer(201, { Statement: JSON.stringify(statement) });
    },
  ["Qualifier"],
);
