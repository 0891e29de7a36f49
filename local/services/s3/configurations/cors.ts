import type * as z from "zod";
import { invalidRequest } from "../s3-errors";
import { type Configuration, element, items, text, wholeNumber } from "./schema";

const Rule = element({
  ID: text.max(255).optional(),
  AllowedHeader: items(text).optional(),
  AllowedMethod: items(text),
  AllowedOrigin: items(text),
  ExposeHeader: items(text).optional(),
  MaxAgeSeconds: wholeNumber.optional(),
});

export type CorsRule = z.infer<typeof Rule>;

const METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD"];

const schema = element({ CORSRule: items(Rule).refine((rules) => rules.length <= 100) });

export type Cors = z.infer<typeof schema>;

// fidelity: docs: PutBucketCors; observed: localstack test_put_cors_invalid_rules: the texts
export const CORS: Configuration<Cors> = {
  schema,
  check({ CORSRule }) {
    for (const { AllowedMethod, AllowedOrigin, AllowedHeader = [], ExposeHeader = [] } of CORSRule) {
      for (const method of AllowedMethod) {
        if (METHODS.includes(method)) continue;
        throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
      }
      for (const [name, values] of Object.entries({ AllowedOrigin, AllowedHeader })) {
        const wild = values.find((value) => value.split("*").length > 2);
        if (wild !== undefined) throw invalidRequest(`${name} "${wild}" can not have more than one wildcard.`);
      }
      const exposed = ExposeHeader.find((value) => value.includes("*"));
      if (exposed === undefined) continue;
      throw invalidRequest(
        `ExposeHeader "${exposed}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
      );
    }
  },
};
