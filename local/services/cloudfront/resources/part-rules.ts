import { createPublicKey } from "node:crypto";
import type { Properties } from "../../../engine/resources/resource-type";
import { objectOf } from "../../../languages/json/json-object";
import { ServiceError } from "../../../wire/service-error";
import type { ControlPlane } from "../control/control-plane";
import type { PartKind } from "../control/store";
import { invalid } from "../distribution/read-distribution";
import { listOf, readPolicies, readResponseHeaders } from "../distribution/read-policies";
import { itemsOf } from "../distribution/selector";

/** @throws {ServiceError} for what CloudFront would refuse */
export const checkPart = (kind: PartKind, inputs: Properties, control: ControlPlane): void =>
  RULES[kind]?.(inputs, control);

type PartRule = (inputs: Properties, control: ControlPlane) => void;

const cachePolicy: PartRule = (inputs) => {
  const { cache } = readPolicies(inputs);
  const { minTtl, defaultTtl, maxTtl, headers, cookies, query, gzip, brotli } = cache;
  if (minTtl > maxTtl || minTtl < 0) throw invalid("The parameter MinTTL is invalid: it must not be above MaxTTL.");
  if (inputs.defaultTtl !== undefined && (defaultTtl < minTtl || defaultTtl > maxTtl)) {
    throw invalid("The parameter DefaultTTL is invalid: it must lie between MinTTL and MaxTTL.");
  }
  const keyed = headers.length > 0 || cookies.kind !== "none" || query.kind !== "none" || gzip || brotli;
  // fidelity: observed: CreateCachePolicy, for each of the parameters
  if (maxTtl === 0 && keyed) {
    const name =
      headers.length > 0
        ? "HeaderBehavior"
        : cookies.kind !== "none"
          ? "CookieBehavior"
          : query.kind !== "none"
            ? "QueryStringBehavior"
            : "EnableAcceptEncodingGzip";
    throw invalid(`The parameter ${name} is invalid for policy with caching disabled.`);
  }
  refuseHeaders(
    headers,
    /^(?:connection|content-length|cookie|if-.*|range|te|trailer|transfer-encoding|upgrade|via|x-amz-.*|x-edge-.*|x-real-ip)$/,
  );
  const encodings = (gzip || brotli) && headers.includes("accept-encoding");
  if (encodings)
    throw invalid("The parameter Headers contains Accept-Encoding that is not allowed with EnableAcceptEncoding.");
};

const originRequestPolicy: PartRule = (inputs) => {
  const headers = objectOf(inputs.headersConfig);
  if (headers.headerBehavior === "allExcept") return;
  // fidelity: docs: Control origin requests with a policy: Authorization goes by a cache policy, or AllViewer
  const names = itemsOf(headers.headers).map((name) => name.toLowerCase());
  refuseHeaders(
    names,
    /^(?:accept-encoding|authorization|connection|content-length|cookie|proxy-.*|te|trailer|transfer-encoding|upgrade|via|x-edge-.*|x-real-ip)$/,
  );
};

const refuseHeaders = (names: readonly string[], refused: RegExp): void => {
  const found = names.find((name) => refused.test(name));
  if (found) throw invalid(`The parameter Headers contains ${found} that is not allowed.`);
};

// fidelity: docs: Understand response headers policies, headers that you can't remove
const NOT_REMOVED =
  /^(?:connection|content-encoding|content-length|expect|host|keep-alive|proxy-authenticate|proxy-authorization|proxy-connection|trailer|transfer-encoding|upgrade|via|warning|x-accel-.*|x-amz-cf-.*|x-amzn-.*|x-cache.*|x-edge-.*|x-forwarded-proto|x-real-ip)$/;

const responseHeadersPolicy: PartRule = (inputs) => {
  const { cors, removed, headers } = readResponseHeaders(inputs);
  const found = [...removed].find((name) => NOT_REMOVED.test(name));
  if (found) throw invalid(`The header ${found} can't be removed by a response headers policy.`);
  const own = listOf(objectOf(inputs.customHeadersConfig).items).map(({ header }) => String(header).toLowerCase());
  const twice = own.find((name, index) => own.indexOf(name) < index || NOT_REMOVED.test(name));
  if (twice) throw invalid(`The custom header ${twice} is not allowed, or there twice.`);
  if (cors?.credentials && (cors.origins.includes("*") || cors.headers.includes("*") || cors.methods.includes("*"))) {
    throw invalid("AccessControlAllowCredentials can't be true with a * among the origins, headers or methods.");
  }
  if (!cors && removed.size === 0 && headers.length === 0 && inputs.serverTimingHeadersConfig === undefined) {
    throw invalid("A response headers policy must hold at least one configuration.");
  }
};

const publicKey: PartRule = ({ encodedKey }) => {
  try {
    createPublicKey(String(encodedKey));
  } catch {
    throw invalid("The encoded key is not a valid PEM of a public key.", "InvalidArgument");
  }
};

const keyGroup: PartRule = ({ items }, { store }) => {
  const missing = itemsOf(items).find((id) => !store.of("publicKey").get(id));
  if (missing !== undefined)
    throw new ServiceError("NoSuchPublicKey", `The public key ${missing} does not exist.`, 404);
};

const RULES: Readonly<Partial<Record<PartKind, PartRule>>> = {
  cachePolicy,
  originRequestPolicy,
  responseHeadersPolicy,
  publicKey,
  keyGroup,
};
