import type { JsonSchema } from "./model";
import type { OpenApiDocument, Operation } from "./openapi";

/** What API Gateway makes of a place in a document that it does not take as it is. */
export interface Finding {
  /** `refused`: the import fails, or each request would. `not enforced`: imported, yet without effect. */
  readonly effect: "refused" | "not enforced";
  /** JSON pointer into the document. */
  readonly path: string;
  readonly rule: string;
}

/**
 * Reads a document as API Gateway's import does.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html (read 2026-11)
 */
export const lintOpenApi = (document: OpenApiDocument): Finding[] => [
  ...Object.entries(document.components.schemas ?? {}).flatMap(([name, schema]) => lintModel(document, name, schema)),
  ...Object.entries(document.components.securitySchemes ?? {}).flatMap(([name, scheme]) =>
    scheme.type === "apiKey"
      ? []
      : [refused(`/components/securitySchemes/${name}`, `must be of type apiKey (it is ${scheme.type})`)],
  ),
  ...Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => lintOperation(document, path, method, operation)),
  ),
];

const refused = (path: string, rule: string): Finding => ({ effect: "refused", path, rule });

/** Keywords that are imported and not checked. */
const NOT_ENFORCED = [
  "minItems",
  "maxItems",
  "uniqueItems",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "format",
  "default",
];

const lintModel = (document: OpenApiDocument, name: string, schema: JsonSchema): Finding[] => {
  const at = `/components/schemas/${name}`;
  return [
    ...(/^[A-Za-z0-9]+$/.test(name) ? [] : [refused(at, "must have a name of letters and digits")]),
    ...lintSchema(document, at, schema),
  ];
};

const lintSchema = (document: OpenApiDocument, path: string, schema: JsonSchema): Finding[] =>
  Object.entries(schema).flatMap(([key, value]): Finding[] => {
    const at = `${path}/${pointer(key)}`;
    if (key === "$ref") return resolves(document, String(value)) ? [] : [refused(at, `leads nowhere: ${value}`)];
    if (key === "example" || key === "discriminator") return [refused(at, "is no keyword of a model")];
    const here: Finding[] = NOT_ENFORCED.includes(key)
      ? [{ effect: "not enforced", path: at, rule: `API Gateway does not enforce ${key}; the handler has to` }]
      : [];
    if (key === "enum" || key === "default") return here;
    if (key === "properties" && isObject(value))
      return Object.entries(value).flatMap(([name, inner]) =>
        isObject(inner) ? lintSchema(document, `${at}/${pointer(name)}`, inner) : [],
      );
    const inner = Array.isArray(value) ? value : [value];
    return [...here, ...inner.flatMap((item) => (isObject(item) ? lintSchema(document, at, item) : []))];
  });

const lintOperation = (document: OpenApiDocument, path: string, method: string, operation: Operation): Finding[] => {
  const at = `/paths/${pointer(path)}/${method}`;
  const findings: Finding[] = [];
  const inPath = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => name);
  const declared = (operation.parameters ?? []).map(({ name }) => name);
  for (const name of inPath)
    if (!declared.includes(name ?? "")) findings.push(refused(`${at}/parameters`, `must declare {${name}}`));
  const validator = operation["x-amazon-apigateway-request-validator"];
  if (validator !== undefined && !(validator in (document["x-amazon-apigateway-request-validators"] ?? {})))
    findings.push(refused(at, `names a validator that the document does not hold: ${validator}`));
  for (const scheme of (operation.security ?? []).flatMap((requirement) => Object.keys(requirement)))
    if (!(scheme in (document.components.securitySchemes ?? {})))
      findings.push(refused(`${at}/security`, `names a scheme that the document does not hold: ${scheme}`));
  const model = operation.requestBody?.content["application/json"].schema.$ref;
  if (model !== undefined && !resolves(document, model))
    findings.push(refused(`${at}/requestBody`, `leads nowhere: ${model}`));
  return [...findings, ...lintIntegration(at, operation)];
};

/** A status or header that the method does not declare makes the import, or each answer, fail; a second response of one status is lost. */
const lintIntegration = (at: string, operation: Operation): Finding[] => {
  const { type, responses } = operation["x-amazon-apigateway-integration"];
  if (type === "aws_proxy" || !isObject(responses)) return [];
  const taken = new Map<string, string>();
  return Object.entries(responses).flatMap(([pattern, response]) => {
    if (!isObject(response)) return [];
    const status = String(response.statusCode);
    const twin = taken.get(status);
    taken.set(status, pattern);
    const path = `${at}/x-amazon-apigateway-integration/responses/${pointer(pattern)}`;
    if (twin !== undefined) return [refused(path, `answers ${status} as ${twin} does: AWS keeps one for a status`)];
    const declared = operation.responses[status];
    if (declared === undefined) return [refused(path, `answers a status that the method does not declare`)];
    return Object.keys(isObject(response.responseParameters) ? response.responseParameters : {}).flatMap(
      (parameter) => {
        const header = parameter.replace(/^method\.response\.header\./, "");
        return header in (declared.headers ?? {}) ? [] : [refused(path, `sets the undeclared header ${header}`)];
      },
    );
  });
};

const resolves = (document: OpenApiDocument, reference: string): boolean =>
  reference.startsWith("#/components/schemas/") &&
  reference.slice("#/components/schemas/".length) in (document.components.schemas ?? {});

const pointer = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

const isObject = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
