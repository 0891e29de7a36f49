import type { Output } from "../operations/operation";
import { ServiceError } from "../service-error";
import type { ApiRequest, ApiResponse } from "../transport/api-request";
import { xml } from "./xml";

/** A form as nested fields: `Entry.1.Id=a` is `{ Entry: { 1: { Id: "a" } } }`. */
export interface Form {
  readonly [field: string]: string | Form;
}

/** How a service's shapes look in the query protocol, where they differ from its JSON. */
export interface QueryShapes {
  /** Of the XML: `http://queue.amazonaws.com/doc/2012-11-05/`. */
  readonly xmlns: string;
  input(operation: string, form: Form): unknown;
  /** The members of `<OperationResult>`. */
  xml(operation: string, output: Output): Output;
  /** The same for a client that accepts JSON. */
  json(operation: string, output: Output): Output;
}

/** Reads the form of a query call, from the body or, for GET, from the URL. */
export const readForm = ({ body, url }: Pick<ApiRequest, "body" | "url">): Form => {
  const query = url.split("?")[1] ?? "";
  const text = [query, body.toString("utf8")].filter((part) => part !== "").join("&");
  const root: GrowingForm = Object.create(null);
  for (const pair of text.split("&")) {
    const mark = pair.indexOf("=");
    const [name, value] = mark < 0 ? [pair, ""] : [pair.slice(0, mark), pair.slice(mark + 1)];
    if (name !== "") place(root, unescapeForm(name), unescapeForm(value));
  }
  return root;
};

interface GrowingForm {
  [field: string]: string | GrowingForm;
}

const place = (root: GrowingForm, name: string, value: string): void => {
  const path = name.split(".");
  const last = path.pop() ?? "";
  let form = root;
  for (const field of path) {
    const known = form[field];
    const inner: GrowingForm = typeof known === "object" ? known : Object.create(null);
    form[field] = inner;
    form = inner;
  }
  form[last] = value;
};

const unescapeForm = (text: string): string => {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    throw new ServiceError("MalformedQueryString", "The query string is not percent-encoded UTF-8");
  }
};

/** The items of a numbered list, `Entry.1`, `Entry.2`, in the order of their numbers. */
export const listOf = (field: string | Form | undefined): (string | Form)[] =>
  typeof field === "object"
    ? Object.entries(field)
        .sort(([a], [b]) => Number(a) - Number(b))
        .map(([, item]) => item)
    : [];

export const renderQuery = (
  operation: string,
  output: Output,
  { shapes, answer, requestId }: { shapes: QueryShapes; answer: "xml" | "json"; requestId: string },
): ApiResponse => {
  const metadata = { RequestId: requestId };
  if (answer === "json") {
    const response = { [`${operation}Result`]: shapes.json(operation, output), ResponseMetadata: metadata };
    return {
      status: 200,
      headers: { "content-type": "application/json", "x-amzn-requestid": requestId },
      body: JSON.stringify({ [`${operation}Response`]: response }),
    };
  }
  const response = { [`${operation}Result`]: shapes.xml(operation, output), ResponseMetadata: metadata };
  const text = xml(`${operation}Response`, response, ` xmlns="${shapes.xmlns}"`);
  return {
    status: 200,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
    body: `<?xml version="1.0"?>${text}`,
  };
};
