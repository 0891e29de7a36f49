import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import {
  MANIFEST_KEY,
  type Manifest,
  PUBLISHED_FOLDER,
  type PublicationRequest,
  SITE_FOLDER,
} from "../../contracts/publication";
import { childName } from "../../core/component/naming";
import type { Link } from "../../core/rights/link";
import { LambdaFunction } from "../../logic/function/lambda-function";
import { ownEntry } from "../../logic/function/own-entry";
import type { MakeStaticSiteChild, StaticSiteNodes } from "./children";
import { CONFIG_FILE, type StaticSitePlan } from "./plan";
import type { SiteFile } from "./site-files";

/**
 * The files, an object each, and what ends their deployment: the files that pages ask for, then the manifest, then the
 * pages, and then the function that clears up and tells the distribution. Objects stay in the bucket when they are no
 * longer declared; the function deletes those that nobody may ask for any more, before the distribution asks again.
 */
export const createPublication = (
  make: MakeStaticSiteChild,
  plan: StaticSitePlan,
  parts: Pick<StaticSiteNodes, "bucket" | "bucketPolicy" | "distribution">,
  parent: pulumi.Resource,
): Pick<StaticSiteNodes, "files" | "manifest" | "publish" | "publication"> => {
  const bucket = parts.bucket.bucket;
  const config = plan.config && pulumi.jsonStringify(plan.config);
  const upload = ({ path, source, contentType, cacheControl }: SiteFile, dependsOn: pulumi.Resource[]) => {
    const content = new pulumi.asset.FileAsset(source);
    const key = `${SITE_FOLDER}${path}`;
    return make(
      "files",
      `files/${path}`,
      { bucket, key, source: content, contentType, cacheControl },
      { dependsOn, ...KEPT },
    );
  };
  const assets = plan.files.filter(({ path }) => !isPage(path)).map((file) => [file.path, upload(file, [])] as const);
  const content = manifest(plan, config);
  const made = make(
    "manifest",
    "manifest",
    { bucket, key: MANIFEST_KEY, content, contentType: "application/json" },
    { dependsOn: assets.map(([, object]) => object), ...KEPT },
  );
  const pages = plan.files.filter(({ path }) => isPage(path)).map((file) => [file.path, upload(file, [made])] as const);
  const files = Object.fromEntries([...assets, ...pages]);
  if (config !== undefined)
    files[CONFIG_FILE] = make(
      "files",
      `files/${CONFIG_FILE}`,
      { bucket, key: `${SITE_FOLDER}${CONFIG_FILE}`, content: config, ...CONFIG_SERVING },
      { dependsOn: made, ...KEPT },
    );
  const publish = createFunction(plan, parts, parent);
  const publication = make(
    "publication",
    "publish",
    {
      functionName: publish.name,
      qualifier: publish.nodes.alias.name,
      input: pulumi.jsonStringify({
        bucket,
        distributionId: parts.distribution.id,
        keepSeconds: plan.keepSeconds,
      } satisfies Record<keyof PublicationRequest, unknown>),
      triggers: { manifest: content.apply((text) => createHash("sha256").update(text).digest("hex")) },
    },
    { dependsOn: [publish, parts.bucketPolicy, made, ...Object.values(files).slice(assets.length)] },
  );
  return { files, manifest: made, publish, publication };
};

const KEPT = { retainOnDelete: true } as const;

const CONFIG_SERVING = { contentType: "application/json; charset=utf-8", cacheControl: "no-store" } as const;

const isPage = (path: string): boolean => path.endsWith(".html");

const manifest = ({ files }: StaticSitePlan, config: pulumi.Output<string> | undefined): pulumi.Output<string> => {
  const digests = Object.fromEntries(files.map(({ path, digest }) => [path, digest]));
  const immutable = files.flatMap((file) => (file.kept ? [file.path] : []));
  return pulumi.output(config).apply((text) => {
    const own: Record<string, string> = {};
    if (text !== undefined) own[CONFIG_FILE] = createHash("sha256").update(text).digest("hex").slice(0, 32);
    return JSON.stringify({ files: { ...digests, ...own }, immutable } satisfies Manifest);
  });
};

const createFunction = (
  { name, retention }: StaticSitePlan,
  { bucket, distribution }: Pick<StaticSiteNodes, "bucket" | "distribution">,
  parent: pulumi.Resource,
): LambdaFunction => {
  const inBucket = (keys: string) => pulumi.interpolate`${bucket.arn}/${keys}`;
  const site: Link = {
    description: `publish site ${name}`,
    grants: [
      { actions: ["s3:ListBucket"], resources: [bucket.arn] },
      { actions: ["s3:GetObject"], resources: [inBucket(MANIFEST_KEY), inBucket(`${PUBLISHED_FOLDER}*`)] },
      { actions: ["s3:PutObject"], resources: [inBucket(`${PUBLISHED_FOLDER}*`)] },
      { actions: ["s3:DeleteObject"], resources: [inBucket(`${SITE_FOLDER}*`), inBucket(`${PUBLISHED_FOLDER}*`)] },
      { actions: ["cloudfront:CreateInvalidation"], resources: [distribution.arn] },
    ],
    environment: () => ({}),
  };
  return new LambdaFunction(
    childName(name, "publish"),
    {
      entry: ownEntry("publish/publish"),
      description: `Publishes site ${name}`,
      links: { site },
      timeout: "15 minutes",
      ...(retention !== undefined && { retention }),
    },
    { parent },
  );
};
