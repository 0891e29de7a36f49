import type { PlannedCors } from "../cors";
import { METHODS } from "../route-key";
import { echo, fixedHeaders, settingHeaders } from "./cors-headers";
import type { Documented, Operation } from "./openapi";
import { textParameter } from "./parameter";

/** How the gateway answers a browser that asks what pages may send to a path: by itself, anybody, for all its routes. */
export const preflight = (routes: readonly Documented[], cors: PlannedCors): Operation => {
  const methods = METHODS.filter(
    (method) => routes.some((route) => route.method === method) && (cors.methods?.includes(method) ?? true),
  );
  const headers = {
    ...fixedHeaders(cors),
    ...(methods.length > 0 && { "Access-Control-Allow-Methods": methods.join(",") }),
    ...allowedHeaders(routes, cors),
    "Access-Control-Max-Age": String(cors.maxAgeSeconds),
  };
  const variables = routes[0]?.parameters.filter(({ in: place }) => place === "path") ?? [];
  const declared = Object.fromEntries(
    Object.keys(headers).map((name) => [name, { schema: { type: "string" } }] as const),
  );
  return {
    ...(variables.length > 0 && { parameters: variables.map(textParameter) }),
    responses: { "204": { description: "What pages may send.", headers: declared } },
    "x-amazon-apigateway-integration": {
      type: "mock",
      passthroughBehavior: "never",
      requestTemplates: { "application/json": '{"statusCode":204}' },
      responses: {
        default: {
          statusCode: "204",
          responseParameters: settingHeaders("method", headers),
          ...(echo(cors) !== "" && { responseTemplates: { "application/json": echo(cors) } }),
        },
      },
    },
  };
};

/** Those that the API names, then those of the path's routes; names mean the same in upper and lower case. */
const allowedHeaders = (routes: readonly Documented[], cors: PlannedCors): Readonly<Record<string, string>> => {
  const ofRoutes = routes.flatMap(({ parameters }) => parameters.filter(({ in: place }) => place === "header"));
  const names = new Map(
    [...cors.headers, ...ofRoutes.map(({ name }) => name)].map((name) => [name.toLowerCase(), name]),
  );
  return names.size === 0 ? {} : { "Access-Control-Allow-Headers": [...names.values()].join(",") };
};
