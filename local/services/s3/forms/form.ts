import { ServiceError } from "../../../wire/service-error";
import type { ApiRequest } from "../../../wire/transport/api-request";
import { invalidArgument } from "../s3-errors";

/** What a browser's form holds: the fields before its file, by lower-case names, and the file. */
export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: Buffer;
}

/** Stands in a key for the name of the file. */
const FILENAME = "${filename}";

/** Whether a request is a form at all. */
export const isForm = ({ headers }: Pick<ApiRequest, "headers">): boolean =>
  /^multipart\/form-data\b/i.test(headers["content-type"] ?? "");

/** @throws {ServiceError} */
// fidelity: docs: S3 API reference, "POST Object": fields behind the file are passed over
export const readForm = async ({ headers, body }: Pick<ApiRequest, "headers" | "body">): Promise<Form> => {
  const fields: Record<string, string> = {};
  for (const [name, value] of await parts(headers["content-type"] ?? "", body)) {
    const field = name.toLowerCase();
    if (field !== "file") {
      fields[field] = typeof value === "string" ? value : await value.text();
      continue;
    }
    const filename = typeof value === "string" ? "" : value.name;
    const file = typeof value === "string" ? Buffer.from(value) : Buffer.from(await value.arrayBuffer());
    if (fields.key === undefined) break;
    return {
      fields: { ...fields, key: fields.key.replaceAll(FILENAME, filename.split(/[/\\]/).pop() ?? "") },
      file,
    };
  }
  if (fields.key === undefined) {
    throw invalidArgument(
      "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.",
      "key",
      "",
    );
  }
  throw invalidArgument("POST requires exactly one file upload per request.", "file", "0");
};

const parts = async (type: string, body: Buffer) => {
  try {
    return await new Response(body, { headers: { "content-type": type } }).formData();
  } catch {
    throw new ServiceError(
      "MalformedPOSTRequest",
      "The body of your POST request is not well-formed multipart/form-data.",
      400,
    );
  }
};
