import { DatabaseError } from "pg";
import { ServiceError } from "../../wire/service-error";

/** Errors of the API, by their documented names. fidelity: docs: API_ExecuteStatement; where no case is named, the words are a guess */
export const badRequest = (message: string): ServiceError => new ServiceError("BadRequestException", message);

export const transactionNotFound = (id: string): ServiceError =>
  new ServiceError("TransactionNotFoundException", `Transaction ${id} is not found`, 404);

/** fidelity: observed: `ERROR: relation "x" does not exist; Position: 15; SQLState: 42P01` of the API for Serverless v2 */
export const refusedByDatabase = (error: unknown): unknown => {
  if (!(error instanceof DatabaseError)) return error;
  const { severity, message, detail, position, code } = error;
  if (code === SYNTAX && message === MANY) return badRequest("Multistatements aren't supported.");
  const parts = [
    `${severity}: ${message}`,
    ...(detail === undefined ? [] : [`Detail: ${detail}`]),
    ...(position === undefined ? [] : [`Position: ${position}`]),
    `SQLState: ${code}`,
  ];
  return new ServiceError("DatabaseErrorException", parts.join("; "));
};

const SYNTAX = "42601";
const MANY = "cannot insert multiple commands into a prepared statement";
