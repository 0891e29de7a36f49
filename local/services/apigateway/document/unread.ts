import { type JsonObject, objectOf } from "../../../languages/json/json-object";

/** Extensions of the document that the gateway executes; any other is named in a warning. */
const READ = new Set([
  "x-amazon-apigateway-any-method",
  "x-amazon-apigateway-api-key-source",
  "x-amazon-apigateway-auth",
  "x-amazon-apigateway-authorizer",
  "x-amazon-apigateway-authtype",
  "x-amazon-apigateway-binary-media-types",
  "x-amazon-apigateway-documentation",
  "x-amazon-apigateway-endpoint-configuration",
  "x-amazon-apigateway-gateway-responses",
  // Says which version of the importer wrote the document, and nothing else.
  "x-amazon-apigateway-importexport-version",
  "x-amazon-apigateway-integration",
  "x-amazon-apigateway-minimum-compression-size",
  "x-amazon-apigateway-policy",
  "x-amazon-apigateway-request-validator",
  "x-amazon-apigateway-request-validators",
]);

/** One line for each extension of API Gateway that is declared and not executed. */
export function* unread(document: JsonObject): Generator<string> {
  const places: [string, JsonObject][] = [["the document", document]];
  for (const [path, item] of Object.entries(objectOf(document.paths))) {
    places.push([path, objectOf(item)]);
    for (const [method, operation] of Object.entries(objectOf(item))) {
      places.push([`${method.toUpperCase()} ${path}`, objectOf(operation)]);
    }
  }
  for (const [place, object] of places) {
    for (const key of Object.keys(object)) {
      if (key.startsWith("x-amazon-apigateway-") && !READ.has(key)) yield `${place}: ${key} is not emulated`;
    }
  }
}
