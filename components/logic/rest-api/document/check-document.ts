import { ArgsError } from "../../../core/args/args-error";
import { isAuthorizer } from "../../../core/authorizer";
import type { Integration } from "../../../core/target";
import type { PlannedCors } from "../cors";
import { type Documented, openApiDocument } from "./openapi";
import { lintOpenApi } from "./openapi-lint";

/** An integration holds ARNs, which only AWS knows. */
const UNKNOWN: Integration = { extension: { type: "mock" }, methodResponses: {} };

/**
 * What the gateway takes over of a document and does not enforce, each thing once.
 *
 * @throws {ArgsError} for all that can be told of a document before its integrations are known.
 */
export const checkDocument = (name: string, routes: readonly Documented[], cors?: PlannedCors): readonly string[] => {
  const integrations = Object.fromEntries(routes.map(({ key }) => [key, UNKNOWN]));
  const named = routes.flatMap(({ auth }) => (isAuthorizer(auth) ? [auth.name] : []));
  const authorizers = Object.fromEntries(named.map((scheme) => [scheme, { type: "apiKey" }]));
  const findings = lintOpenApi(
    openApiDocument({ info: { title: name, version: "1.0" }, routes, integrations, authorizers, cors }),
  );
  const refused = findings.find(({ effect }) => effect === "refused");
  if (refused !== undefined) throw new ArgsError(name, `document ${refused.path}`, refused.rule);
  return [...new Set(findings.map(({ rule }) => rule))];
};
