import { createHash } from "node:crypto";
import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { resourceNotFound } from "../errors";
import { answer, functionOf, type LambdaOperation } from "./lambda-operation";

export const getPolicy: LambdaOperation = restOperation(
  "GetPolicy",
  { query: read("Qualifier") },
  { action: "lambda:GetPolicy", on: functionOf },
  ({ functions }) =>
    (_, { arn }) => {
      const { Version, Statement } = functions.policy(arn);
      if (Statement.length === 0) throw resourceNotFound();
      const Policy = JSON.stringify({ Version, Id: "default", Statement });
      const digest = createHash("md5").update(Policy).digest("hex");
      const RevisionId = digest.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
      return answer(200, { Policy, RevisionId });
    },
);
