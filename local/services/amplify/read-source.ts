import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import type { Source } from "./records";
import type { SiteFiles } from "./serving/site-files";

/** The files at a source, as the caller may read them. @throws where they are not to be had */
// fidelity: docs: API_StartDeployment: s3://bucket/prefix, s3://bucket/file.zip, or any public URL of a zip
// fidelity: guess: AWS asks with the rights of the service, which the bucket's policy grants; here those of the caller count
export const readSource = async (
  cloud: Cloud,
  { url, type }: Source,
  caller: Principal,
): Promise<SiteFiles | Buffer> => {
  const place = /^s3:\/\/([^/]+)\/?(.*)$/.exec(url);
  if (!place) return download(url);
  const [, bucket = "", key = ""] = place;
  if (type === "ZIP") return get(cloud, caller, bucket, key);
  const files = new Map<string, Buffer>();
  for (const each of await list(cloud, caller, bucket, key))
    if (!each.endsWith("/"))
      files.set(each.slice(key.length).replace(/^\//, ""), await get(cloud, caller, bucket, each));
  if (files.size === 0) throw new Error(`there is nothing at ${url}`);
  return files;
};

const download = async (url: string): Promise<Buffer> => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
};

const get = (cloud: Cloud, caller: Principal, bucket: string, key: string): Promise<Buffer> =>
  call(cloud, caller, `/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`);

const list = async (cloud: Cloud, caller: Principal, bucket: string, prefix: string): Promise<string[]> => {
  const keys: string[] = [];
  for (let token: string | undefined = ""; token !== undefined; ) {
    const more: string = token && `&continuation-token=${encodeURIComponent(token)}`;
    const page = (
      await call(cloud, caller, `/${bucket}?list-type=2&prefix=${encodeURIComponent(prefix)}${more}`)
    ).toString();
    keys.push(...[...page.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => plain(key)));
    token = /<NextContinuationToken>([^<]+)</.exec(page)?.[1];
  }
  return keys;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const plain = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
    name ? (ENTITIES[name] ?? whole) : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  );

const call = async (cloud: Cloud, principal: Principal, url: string): Promise<Buffer> => {
  const request = { principal, method: "GET", url, headers: {}, body: Buffer.alloc(0), requestId: "amplify" };
  const answer = await cloud.directory.s3.handle?.(request);
  const body = Buffer.from(answer?.body ?? "");
  if (answer?.status !== 200) throw new Error(`s3:/${url} answered ${answer?.status}: ${body}`);
  return body;
};
