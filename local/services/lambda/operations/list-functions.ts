import { configuration } from "./configuration";
import { permit } from "./permit";
import type { Operation } from "./routes";

/** ListFunctions, all in one page. */
export const listFunctions: Operation = ({ cloud, functions }, { request }) => {
  permit(cloud, request.principal, "lambda:ListFunctions", "*");
  const list = functions.list().map((record) => configuration(record, record.latest));
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ Functions: list }) };
};
