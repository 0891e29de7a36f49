import { BlockList, isIPv6 } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { isMap, type Json, type JsonMap } from "../case-file";
import { difference, matcherOf, print } from "../matchers";
import type { RawAnswer } from "../raw-client";
import type { EdgeCase, EdgeStep } from "./edge-case";
import type { EdgeWorld } from "./edge-world";
import { signViewer } from "./sign-viewer";

/** Sends the requests of a case as a viewer does, and compares what comes back and what the origins got. */
export class Viewer {
  private readonly kept = new Map();

  constructor(
    private readonly item: EdgeCase,
    private readonly world: EdgeWorld,
  ) {}

  /** The distribution of that name; without one, the only one. */
  distribution(name?: string): { readonly id: string; readonly domainName: string } {
    const [only = ""] =
      Object.entries(this.item.setup.resources).find(([, { type }]) => type === "aws.cloudfront.Distribution") ?? [];
    const { id, domainName } = this.world.resources.get(name ?? only) ?? {};
    return { id: String(id), domainName: String(domainName) };
  }

  async request(step: EdgeStep, declared: JsonMap, expect: JsonMap): Promise<string | undefined> {
    const { world } = this;
    const { origins, lambdas } = world.parts;
    const request = world.filled(declared) as JsonMap; // an object stays one
    const host = String(request.host ?? this.distribution().domainName);
    origins.take();
    const answer = await this.send(host, request);
    for (const [name, path] of Object.entries(step.capture ?? {})) {
      world.variables.set(name, headerOf(answer, path.replace(/^headers\./, "")));
    }
    const found =
      answerDifference(expect, answer) ??
      (Array.isArray(expect.originRequests) ? receivedDifference(expect.originRequests, origins.take()) : undefined) ??
      (isMap(expect.event) ? difference({ $subset: expect.event }, lambdas.events("echo").at(-1), "event") : undefined);
    return (
      found &&
      `${found} (${answer.status} ${print(Object.fromEntries(answer.headers))} ${print(answer.body.toString())})`
    );
  }

  private send(host: string, request: JsonMap): Promise<RawAnswer> {
    const { method = "GET", scheme = "https", httpVersion, clientIp, signed, body } = request;
    const url = `${scheme}://${host}${request.path}`;
    const { clock } = this.world.parts;
    const signer = {
      key: (name: string) => this.world.keys.get(name),
      now: () => clock.now(),
      began: this.world.began,
      kept: this.kept,
    };
    const { path, cookies } = signViewer(signed ?? [], url, String(request.path), signer);
    const country = this.countryOf(clientIp);
    const headers: [string, string][] = [
      ...(scheme === "http" ? [["x-local-viewer-scheme", "http"] as [string, string]] : []),
      ...(clientIp === undefined ? [] : [["x-local-viewer-address", String(clientIp)] as [string, string]]),
      ...(country === undefined ? [] : [["x-local-viewer-country", country] as [string, string]]),
      ...linesOf(request),
      ...(cookies.length > 0 ? [["Cookie", cookies.join("; ")] as [string, string]] : []),
    ];
    const content =
      body === undefined ? undefined : Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    return this.world.send(host, {
      method: String(method),
      target: path,
      headers,
      body: content,
      ...(httpVersion === undefined ? {} : { version: String(httpVersion) }),
    });
  }

  private countryOf(address: Json | undefined): string | undefined {
    if (typeof address !== "string") return undefined;
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    return Object.entries(this.item.setup.geo ?? {}).find(([network]) => {
      const [base = "", bits = "32"] = network.split("/");
      if ((isIPv6(base) ? "ipv6" : "ipv4") !== family) return false;
      const block = new BlockList();
      block.addSubnet(base, Number(bits), family);
      return block.check(address, family);
    })?.[1];
  }
}

const linesOf = ({ headers, rawHeaders }: JsonMap): [string, string][] => [
  ...Object.entries(isMap(headers) ? headers : {}).map(([name, value]): [string, string] => [name, String(value)]),
  ...(Array.isArray(rawHeaders) ? rawHeaders : []).map((pair): [string, string] => {
    const [name, value] = Array.isArray(pair) ? pair : [];
    return [String(name), String(value)];
  }),
];

const headerOf = ({ headers }: RawAnswer, name: string): string | undefined => {
  const values = headers.filter(([own]) => own.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length > 0 ? values.join(", ") : undefined;
};

const answerDifference = (expect: JsonMap, answer: RawAnswer): string | undefined => {
  const { status, headers, body, decodedBody, setCookies } = expect;
  const statusDiffers = status === undefined ? undefined : difference(status, answer.status, "status");
  if (statusDiffers) return statusDiffers;
  for (const [name, wanted] of Object.entries(isMap(headers) ? headers : {})) {
    const found = difference(wanted ?? { $absent: true }, headerOf(answer, name), `header ${name}`);
    if (found) return found;
  }
  const cookies = answer.headers.filter(([name]) => name.toLowerCase() === "set-cookie").map(([, value]) => value);
  return (
    (setCookies === undefined ? undefined : difference(setCookies, cookies, "cookies")) ??
    (body === undefined ? undefined : bodyDifference(body, answer.body.toString("utf8"))) ??
    (decodedBody === undefined ? undefined : bodyDifference(decodedBody, decoded(answer)))
  );
};

/** Matchers of objects and lists look at the JSON of a body, those of texts at its text. */
const OF_TEXT = new Set(["$regex", "$contains", "$json", "$size", "$absent", "$oneOf", "$not", "$any", "$type"]);

const bodyDifference = (expected: Json, text: string): string | undefined => {
  const ofText = typeof expected === "string" || OF_TEXT.has(matcherOf(expected)?.name ?? "");
  if (ofText) return difference(expected, text, "body");
  try {
    return difference(expected, JSON.parse(text), "body");
  } catch {
    return `body should be JSON and is ${print(text)}`;
  }
};

const decoded = (answer: RawAnswer): string => {
  const encoding = headerOf(answer, "content-encoding");
  if (encoding === "gzip") return gunzipSync(answer.body).toString();
  return (encoding === "br" ? brotliDecompressSync(answer.body) : answer.body).toString();
};

/** What the origins got, in order and complete, each a subset. */
const receivedDifference = (expected: readonly Json[], received: readonly JsonMap[]): string | undefined => {
  const paths = received.map(({ origin, method, path }) => `${method} ${origin}${path}`);
  if (expected.length !== received.length)
    return `the origins should get ${expected.length} requests and got ${print(paths)}`;
  for (const [index, wanted] of expected.entries()) {
    const found = difference(withinHeaders(wanted), received[index], `request ${index + 1} of the origins`);
    if (found) return found;
  }
  return undefined;
};

/** A request is a subset, and so are its headers, where `null` says that one is absent. */
const withinHeaders = (wanted: Json): Json => {
  if (!isMap(wanted) || matcherOf(wanted)) return wanted;
  const { headers, ...rest } = wanted;
  if (!isMap(headers)) return { $subset: rest };
  const lines = Object.entries(headers).map(([name, value]) => [name, value ?? { $absent: true }]);
  return { $subset: { ...rest, headers: { $subset: Object.fromEntries(lines) } } };
};
