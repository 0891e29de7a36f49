import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { deploy, remove } from "../deploy";
import { invalidParameter, resourceConflict } from "../errors";
import { functionOf, type LambdaOperation, NO_CONTENT } from "./lambda-operation";

export const deleteFunction: LambdaOperation = restOperation(
  "DeleteFunction",
  { query: read("Qualifier") },
  { action: "lambda:DeleteFunction", on: functionOf },
  (services) =>
    async ({ query }, { record }) => {
      const qualifier = query.get("Qualifier");
      if (qualifier === null) {
        await remove(services, record.name);
        return NO_CONTENT;
      }
      // fidelity: observed: DeleteFunction of $LATEST and of a version that an alias leads to
      if (qualifier === "$LATEST") {
        throw invalidParameter("$LATEST version cannot be deleted without deleting the function.");
      }
      const aliases = services.functions.aliasesOf(record.name).filter(({ version }) => version === qualifier);
      if (aliases.length > 0) {
        const names = aliases.map(({ name }) => name).join(", ");
        throw resourceConflict(`Version ${qualifier} is referenced by aliases: ${names}`);
      }
      const { [qualifier]: _, ...versions } = record.versions;
      await deploy(services, { ...record, versions });
      return NO_CONTENT;
    },
);
