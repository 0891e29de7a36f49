import type { GatewayAnswer, GatewayRequest } from "./apigateway/http/message";
import type { Directory } from "./directory";

/** `http://127.0.0.1:4750`, as a browser names the site of a page that came by its port. */
const BY_PORT = /^http:\/\/(?:localhost|127\.0\.0\.1):(\d+)$/;

/**
 * What a page is called on AWS that a browser on this machine has from a port: the origin which an API allows. A name that
 * somebody chose comes before one that AWS gives. `undefined` for a page of nobody here.
 */
export const originOnAws = (origin: string, { https }: Pick<Directory, "https">): string | undefined => {
  const [, port] = BY_PORT.exec(origin) ?? [];
  if (port === undefined) return undefined;
  const names = https.namesOf(Number(port));
  const name = names.find((each) => !/\.(?:amplifyapp\.com|cloudfront\.net)$/.test(each)) ?? names[0];
  return name && `https://${name}`;
};

/** Asks an API in the name that the page has on AWS, and hands the answer to the page that it is for. */
export const inNameOfPage = async (
  directory: Pick<Directory, "https">,
  request: GatewayRequest,
  answer: (request: GatewayRequest) => Promise<GatewayAnswer>,
): Promise<GatewayAnswer> => {
  const isOrigin = ([name]: readonly [string, string]) => name.toLowerCase() === "origin";
  const [, origin = ""] = request.headers.find(isOrigin) ?? [];
  const named = originOnAws(origin, directory);
  if (named === undefined) return answer(request);
  const headers = request.headers.map((line) => (isOrigin(line) ? ([line[0], named] as const) : line));
  const given = await answer({ ...request, headers });
  if (given.headers.get(ALLOWED) === named) given.headers.set(ALLOWED, origin);
  return given;
};

const ALLOWED = "Access-Control-Allow-Origin";
