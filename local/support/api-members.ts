import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The part of an API model, as botocore publishes it, that tells which members an operation has. */
interface Model {
  readonly operations: Readonly<Record<string, { readonly input?: { readonly shape: string } }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, Member>>;
  readonly member?: Member;
  readonly value?: Member;
  readonly payload?: string;
}

interface Member {
  readonly shape: string;
  readonly location?: string;
  readonly locationName?: string;
}

/** Botocore's folders, where they are not named after the credential scope, or several APIs are signed with one. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ["dynamodb", "dynamodbstreams"],
  states: ["stepfunctions"],
};

/** The members of an operation's input, as `local/wire/operations/api-members.ts` holds them: `A B{C *{D}}`. */
export const membersIn = (data: string, service: string, operation: string): string => {
  const models = (FOLDERS[service] ?? [service]).flatMap((folder) => modelsOf(join(data, folder)));
  const model = models.find(({ operations }) => operations[operation]);
  if (!model) throw new Error(`${data} has no operation ${operation} of ${service}`);
  const input = model.operations[operation]?.input?.shape;
  return input === undefined ? "" : isRest(service) ? onTheWire(model, input) : written(model, input, []);
};

/** Members of REST operations lie in several places of the request. */
const REST: ReadonlySet<string> = new Set(["amplify", "cloudfront", "lambda", "rds-data", "s3", "scheduler"]);
const isRest = (service: string): boolean => REST.has(service);

const modelsOf = (folder: string): Model[] =>
  readdirSync(folder)
    .sort()
    .reverse()
    .map((version) => join(folder, version, "service-2.json.gz"))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(gunzipSync(readFileSync(file)).toString()));

const written = ({ shapes, ...model }: Model, name: string, above: readonly string[]): string => {
  const shape = shapes[name];
  // A shape that holds itself is passed on whole, as values of DynamoDB are.
  if (!shape || above.includes(name)) return "";
  const inner = (member: Member) => written({ shapes, ...model }, member.shape, [...above, name]);
  const item = shape.member ?? shape.value;
  if (item) return inner(item) && `*{${inner(item)}}`;
  return Object.entries(shape.members ?? {})
    .map(([member, each]) => `${member}${inner(each) && `{${inner(each)}}`}`)
    .sort()
    .join(" ");
};

const onTheWire = (model: Model, name: string): string => {
  const { members = {}, payload } = model.shapes[name] ?? {};
  const at = (location: string) =>
    Object.entries(members)
      .filter(([, member]) => member.location === location)
      .map(([member, { locationName = member }]) => (location === "header" ? locationName.toLowerCase() : locationName))
      .sort()
      .join(" ");
  const inBody = Object.fromEntries(Object.entries(members).filter(([, { location }]) => location === undefined));
  // Without a payload the body is the members that lie nowhere else.
  const body =
    payload === undefined
      ? written({ ...model, shapes: { ...model.shapes, [name]: { type: "structure", members: inBody } } }, name, [])
      : written(model, members[payload]?.shape ?? "", []);
  return `body{${body}} header{${at("header")}} query{${at("querystring")}}`;
};
