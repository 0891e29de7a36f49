import { ORIGIN_VARIABLE } from "../../../contracts/cors";
import type { Integration } from "../../../core/target";
import type { PlannedCors } from "../cors";

type Headers = Readonly<Record<string, string>>;

const ALLOW_ORIGIN = "Access-Control-Allow-Origin";

/** Mapping expressions of one prefix that set these headers, `{ "method.response.header.Vary": "'Origin'" }`. */
export const settingHeaders = (prefix: "method" | "gateway", headers: Headers): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      prefix === "method" ? `method.response.header.${name}` : `gatewayresponse.header.${name}`,
      `'${value}'`,
    ]),
  );

/** What any answer says, as long as a template can say the rest. */
export const fixedHeaders = (cors: PlannedCors): Headers => {
  const one = onlyOrigin(cors);
  return {
    // A cache must not hand the answer for one origin to another.
    ...(one === undefined ? { Vary: "Origin" } : { [ALLOW_ORIGIN]: one }),
    ...(cors.credentials && { "Access-Control-Allow-Credentials": "true" }),
  };
};

/** What all answers say; `undefined` where it depends on who asks, or is not known yet. */
const onlyOrigin = ({ origins }: PlannedCors): string | undefined => {
  if (origins === "*") return origins;
  const [first, ...others] = origins;
  return typeof first === "string" && others.length === 0 ? first : undefined;
};

/** What an answer of the gateway itself says, which knows no templates with conditions. */
export const refusalHeaders = (cors: PlannedCors): Headers => {
  const { Vary: _, ...fixed } = fixedHeaders(cors);
  const [first] = cors.origins;
  // With credentials all of them are texts.
  const one = onlyOrigin(cors) ?? (cors.credentials ? String(first) : "*");
  return { ...fixed, [ALLOW_ORIGIN]: one };
};

/** The start of a response template that gives a listed origin back; nothing where all answers say the same. */
export const echo = (cors: PlannedCors): string => {
  const { origins } = cors;
  if (origins === "*" || onlyOrigin(cors) !== undefined) return "";
  const allowed = origins.map((origin, index) =>
    typeof origin === "string" ? `'${origin}'` : `$stageVariables.${ORIGIN_VARIABLE}${index + 1}`,
  );
  const sent = (name: string) => `$!input.params().get('header').get('${name}')`;
  return [
    // A client sends it in one of the two ways: the other is no text.
    `#set($origin = "${sent("Origin")}${sent("origin")}")`,
    `#if(${allowed.map((origin) => `$origin == ${origin}`).join(" || ")})`,
    `#set($context.responseOverride.header.${ALLOW_ORIGIN} = $origin)`,
    "#end\n",
  ].join("\n");
};

interface IntegrationResponse {
  readonly responseParameters?: Headers;
  readonly responseTemplates?: Headers;
}

/** The integration with the headers on each of its responses. A proxy's answers are its function's own. */
export const allowingOrigins = (integration: Integration, cors: PlannedCors): Integration => {
  const { extension, methodResponses } = integration;
  if (/_proxy$/i.test(String(extension.type))) return integration;
  const headers = fixedHeaders(cors);
  const responses = Object.entries((extension.responses ?? {}) as Readonly<Record<string, IntegrationResponse>>);
  return {
    extension: { ...extension, responses: mapped(responses, (response) => allowing(response, headers, echo(cors))) },
    methodResponses: mapped(Object.entries(methodResponses), (response) => ({
      ...response,
      headers: [...(response.headers ?? []), ...Object.keys(headers)],
    })),
  };
};

const allowing = (response: IntegrationResponse, headers: Headers, start: string): IntegrationResponse => {
  const templates = response.responseTemplates ?? (start === "" ? undefined : { "application/json": "$input.body" });
  return {
    ...response,
    responseParameters: { ...response.responseParameters, ...settingHeaders("method", headers) },
    ...(templates && { responseTemplates: mapped(Object.entries(templates), (template) => start + template) }),
  };
};

const mapped = <T, U>(entries: readonly (readonly [string, T])[], map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(entries.map(([key, value]) => [key, map(value)]));
