import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { CREDENTIALS_VARIABLE, type CrossOrigin, isToldOrigin, ORIGIN_VARIABLE } from "../../contracts/cors";
import { ArgsError } from "../../core/args/args-error";
import { alternatives, duration, flag, list, must, object, text } from "../../core/args/args-shape";
import { type Duration, toSeconds } from "../../core/args/duration";
import { METHODS, type Method } from "./route-key";

/**
 * Which pages of other origins may use the API.
 *
 * The gateway answers the preflight of every path that has no route for OPTIONS, and sets the headers on its own answers
 * and on those of queues, tables and other targets without a function. A function sets them itself: below `rest` by what
 * the API tells it, origins of IPv6 addresses aside; others by `withCors` of `serverless-tiers/runtime/cors`, with the same
 * `origins` and `credentials`. Of several origins, each gets itself back,
 * and an unlisted one nothing. Only the gateway's own refusals cannot tell origins apart: with several of them these
 * name `*`, or with `credentials` the first of the list, so that pages of the others see a failure without its status.
 */
export interface Cors extends Omit<CrossOrigin, "origins"> {
  /**
   * `"*"`, or each origin as browsers send it: `"https://shop.example.com"`, without a path or a slash at its end. One that
   * is known only with the stack, of a site that calls the API, may be an output; not with `credentials`.
   */
  readonly origins: "*" | readonly pulumi.Input<string>[];
  /** Which of the API's methods pages may use. @default those of the path */
  readonly methods?: readonly Method[];
  /** Which headers pages may send, beside those that the routes of the path name. @default `DEFAULT_HEADERS` */
  readonly headers?: readonly string[];
  /** How long a browser need not ask again; 0 seconds to 1 day. Chromium keeps it for 2 hours at most. @default "2 hours" */
  readonly maxAge?: Duration;
}

/** A body of JSON, who calls, with which key, and what a signature of AWS needs. */
export const DEFAULT_HEADERS = [
  "Authorization",
  "Content-Type",
  "X-Amz-Content-Sha256",
  "X-Amz-Date",
  "X-Amz-Security-Token",
  "X-Api-Key",
] as const;

export interface PlannedCors extends Required<Pick<Cors, "origins" | "credentials" | "headers">> {
  /** Absent: those of the path. */
  readonly methods: readonly Method[] | undefined;
  readonly maxAgeSeconds: number;
}

const ORIGINS_RULE = '"*" or a list of origins, ["https://shop.example.com"]';

export const corsShape = object<Cors>({
  origins: z.custom((value) => value === "*" || Array.isArray(value), must(ORIGINS_RULE)),
  methods: list(text("a method"), 'a list of methods, ["GET"]').optional(),
  headers: list(text("a name"), 'a list of names, ["X-Tenant"]').optional(),
  credentials: flag.optional(),
  maxAge: duration.optional(),
});

/** @throws {ArgsError} for origins that no browser sends, `*` with credentials, methods that the API has not. */
export const planCors = (component: string, cors: Cors, offered: ReadonlySet<Method>): PlannedCors => {
  const { origins, methods, headers = DEFAULT_HEADERS, credentials = false, maxAge = "2 hours" } = cors;
  if (origins === "*" && credentials)
    throw new ArgsError(component, "cors.origins", `must list the origins: browsers refuse "*" with credentials`);
  if (origins !== "*") checkOrigins(component, origins, credentials);
  const unknown = methods?.find((method) => !offered.has(method));
  if (unknown !== undefined)
    throw new ArgsError(
      component,
      "cors.methods",
      `must be of ${alternatives(METHODS.filter((method) => offered.has(method)))}, which the routes have (one is ${JSON.stringify(unknown)})`,
    );
  const illegal = headers.find((name) => !/^[A-Za-z0-9_.-]+$/.test(name));
  if (illegal !== undefined)
    throw new ArgsError(component, "cors.headers", `must be names of headers (one is ${JSON.stringify(illegal)})`);
  const maxAgeSeconds = toSeconds(component, "cors.maxAge", maxAge, { max: "1 day" });
  return { origins, methods, headers, credentials, maxAgeSeconds };
};

/** Scheme, host and port as a browser writes them; none of the characters that mean something in a mapping. */
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/(?:[a-z0-9._-]+|\[[0-9a-f:]+\])(?::\d+)?$/;

const checkOrigins = (component: string, origins: readonly unknown[], credentials: boolean): void => {
  const later = origins.filter((origin) => pulumi.Output.isInstance(origin));
  if (credentials && later.length > 0)
    throw new ArgsError(
      component,
      "cors.origins",
      "must be texts where credentials count: the refusals of the gateway, which have to name one, say it before the stack knows more",
    );
  const illegal = origins.find(
    (origin) => !later.includes(origin as never) && (typeof origin !== "string" || !isOrigin(origin)),
  );
  if (origins.length === 0 || illegal !== undefined)
    throw new ArgsError(
      component,
      "cors.origins",
      `must be ${ORIGINS_RULE}, each as browsers send it: scheme, host in lower case and port, if not the scheme's own (${origins.length === 0 ? "it is empty" : `one is ${JSON.stringify(illegal)}`})`,
    );
};

const isOrigin = (text: string): boolean => {
  if (!ORIGIN.test(text) || !URL.canParse(text)) return false;
  // Of schemes of their own, which apps on phones have, there is no form to hold them against.
  const { origin } = new URL(text);
  return origin === "null" || origin === text;
};

/** The stage variables by which functions, and templates of the gateway, know what is said above. */
export const corsVariables = (
  { origins, credentials }: PlannedCors,
  heard: boolean,
): Readonly<Record<string, pulumi.Input<string>>> => {
  if (origins === "*" || !(heard || origins.some((origin) => typeof origin !== "string"))) return {};
  const told = origins.flatMap((origin, index) =>
    typeof origin !== "string" || isToldOrigin(origin) ? [[ORIGIN_VARIABLE + (index + 1), origin] as const] : [],
  );
  return { ...Object.fromEntries(told), ...(credentials && { [CREDENTIALS_VARIABLE]: "true" }) };
};
