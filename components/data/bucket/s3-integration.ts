import type { Integration } from "../../core/target";
import { unavailable } from "../../core/unavailable";

export interface S3GetArgs {
  readonly bucketName: string;
  /** `info/{page}` */
  readonly template: string;
  /** Of the path, which the template names. */
  readonly parameters: readonly string[];
  readonly region: string;
  readonly partition: string;
  /** ARN of the role that the gateway assumes. */
  readonly credentials: string;
  /** Content types that are no text. */
  readonly binary: readonly string[];
}

const RETRY_AFTER_SECONDS = 5;

/** What S3 says of an object, for browsers and caches. */
const PASSED = ["Content-Type", "Cache-Control", "ETag", "Last-Modified"] as const;

/**
 * Gives an object out with its content type. One that is not there is 404, as is a key that S3 takes for none (400, such as one
 * that is too long). That the gateway may not read is ours (500), throttling passing (503 with Retry-After).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-s3.html
 */
export const s3GetIntegration = (args: S3GetArgs): Integration => ({
  extension: {
    type: "aws",
    httpMethod: "GET",
    uri: `arn:${args.partition}:apigateway:${args.region}:s3:path/${args.bucketName}/${args.template.replaceAll("+}", "}")}`,
    credentials: args.credentials,
    passthroughBehavior: "when_no_match",
    requestParameters: Object.fromEntries(
      args.parameters.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]),
    ),
    responses: {
      "2\\d{2}": {
        statusCode: "200",
        responseParameters: Object.fromEntries(
          PASSED.map((header) => [`method.response.header.${header}`, `integration.response.header.${header}`]),
        ),
        ...(args.binary.length > 0 && { contentHandling: "CONVERT_TO_BINARY" }),
      },
      "400|404": { statusCode: "404", responseTemplates: { "application/json": `{"message":"Not Found"}` } },
      "403": { statusCode: "500", responseTemplates: { "application/json": `{"message":"Internal Server Error"}` } },
      default: unavailable(RETRY_AFTER_SECONDS),
    },
  },
  methodResponses: {
    "200": { description: "The object.", headers: PASSED },
    "404": { description: "There is no such object." },
    "500": { description: "The bucket cannot be read." },
    "503": { description: "The bucket could not answer; try again.", headers: ["Retry-After"] },
  },
  ...(args.binary.length > 0 && { binaryMediaTypes: args.binary }),
});
