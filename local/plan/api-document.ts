import { SetupError } from "../cloud/setup-error";
import { evaluate } from "../engine/program/evaluate-program";
import { readProject } from "../engine/program/project";
import { nearest } from "../terminal/nearest.cjs";
import { otherStacks } from "./other-stacks";

export interface ApiOptions {
  /** Folder of Pulumi.yaml. */
  readonly root: string;
  readonly stack: string;
  /** Logical name of the REST API. */
  readonly api: string;
  /** Where the outputs of other stacks come from, as `otherStacks` takes them. @default [] */
  readonly reads?: readonly string[] | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The OpenAPI document of a REST API of a stack's program, for its clients: without what is for API Gateway alone, which
 * are its extensions and the answers to preflights. Needs no credentials and asks nobody.
 *
 * @throws SetupError for an API that is not there; the program's own first error.
 */
export const apiDocument = async ({ root, stack, api, reads = [] }: ApiOptions): Promise<Json> => {
  const readStack = otherStacks(reads, readProject(root, stack));
  const { registrations } = await evaluate({ root, stack, mode: "update", readStack });
  const apis = registrations.filter(({ type }) => type === "aws:apigateway/restApi:RestApi");
  const found = apis.find(({ name }) => name === api);
  if (!found) throw unknown(api, stack, apis);
  const { body } = found.inputs;
  if (typeof body !== "string") throw new SetupError(`the API ${api} has no body: its document is not in the program`);
  return documentForClients(JSON.parse(body));
};

const unknown = (api: string, stack: string, apis: readonly { readonly name: string }[]): SetupError => {
  const names = apis.map(({ name }) => name).sort();
  const near = nearest(api, names);
  const meant = near ? `: did you mean ${near}?` : "";
  const there = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
  return new SetupError(`the stack ${stack} has no REST API ${api}${meant} (${there})`);
};

/** Without the extensions of API Gateway, which say what is behind it, and without the answers to preflights. */
export const documentForClients = (document: object): Json => forClients(document) as Json; // an object stays one

const forClients = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(forClients);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, held]) => !key.startsWith("x-amazon-apigateway-") && !isPreflight(key, held))
      .map(([key, held]) => [key, key === "security" ? allOfThem(held) : forClients(held)]),
  );
};

/** API Gateway asks for all of the list, of which a client of OpenAPI would bring any. */
const allOfThem = (security: unknown): unknown =>
  Array.isArray(security) ? [Object.assign({}, ...security)] : forClients(security);

/** Those that the program made have no id, since they are no route. */
const isPreflight = (key: string, held: unknown): boolean =>
  key === "options" && typeof held === "object" && held !== null && "responses" in held && !("operationId" in held);
