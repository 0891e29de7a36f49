import type * as s3 from "@pulumi/aws/s3";
import { ArgsError } from "../../core/args/args-error";
import { duration, either, list, object, oneOf, text } from "../../core/args/args-shape";
import { type Duration, toSeconds } from "../../core/args/duration";

/** Which pages of other origins may use the bucket from a browser, by signed URLs and forms. */
export interface BucketCors {
  /** `"*"`, or each origin as browsers send it: `"https://shop.example.com"`, also with one `*`. */
  readonly origins: "*" | readonly string[];
  readonly methods: readonly BucketMethod[];
  /** Headers that pages may send. @default all */
  readonly headers?: readonly string[];
  /** Headers that pages may read besides the simple ones. @default ["ETag"] */
  readonly exposes?: readonly string[];
  /** How long browsers keep the answer to a preflight; 24 hours at most. @default "1 hour" */
  readonly maxAge?: Duration;
}

export type BucketMethod = "GET" | "PUT" | "POST" | "DELETE" | "HEAD";

const texts = (what: string) => list(text(), what);

export const bucketCors = object<BucketCors>({
  origins: either((value) => value === "*", texts('a list of origins, ["https://shop.example.com"], or "*"')),
  methods: list(oneOf("GET", "PUT", "POST", "DELETE", "HEAD"), 'a list of methods, ["GET"]'),
  headers: texts('a list of headers, ["content-type"]').optional(),
  exposes: texts('a list of headers, ["ETag"]').optional(),
  maxAge: duration.optional(),
}).optional();

/** @throws {ArgsError} for an origin that no browser sends. */
export const corsRules = (name: string, cors: BucketCors): s3.BucketCorsConfigurationArgs["corsRules"] => {
  const { origins, methods, headers = ["*"], exposes = ["ETag"], maxAge = "1 hour" } = cors;
  const wrong =
    origins === "*" ? undefined : origins.find((origin) => !/^https?:\/\/[^/*?#\s]*\*?[^/*?#\s]+$/.test(origin));
  if (wrong !== undefined || origins.length === 0)
    throw new ArgsError(
      name,
      "cors.origins",
      `must be origins as browsers send them, "https://shop.example.com", without a path${wrong === undefined ? "" : ` (one is ${JSON.stringify(wrong)})`}`,
    );
  if (methods.length === 0) throw new ArgsError(name, "cors.methods", "must name one at least");
  return [
    {
      allowedOrigins: origins === "*" ? ["*"] : [...origins],
      allowedMethods: [...methods],
      allowedHeaders: [...headers],
      exposeHeaders: [...exposes],
      maxAgeSeconds: toSeconds(name, "cors.maxAge", maxAge, { max: "24 hours" }),
    },
  ];
};
