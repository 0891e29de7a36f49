/** Folder of a site's bucket that its distribution serves, and nothing beside it. */
export const SITE_FOLDER = "site/";

/** What the deployment has put there, as a `Manifest`; the last thing to come before the pages. */
export const MANIFEST_KEY = "manifest.json";

/** Folder of the manifests that were published, each under the time at which it was. */
export const PUBLISHED_FOLDER = "published/";

/** All files of one deployment of a site. */
export interface Manifest {
  /** By path below the site's folder: a digest of what it holds and how it is served. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths that hold nothing else, as far as their names tell: pages that are open may still ask for them. */
  readonly immutable: readonly string[];
}

/** What the deployment asks of a publication function. */
export interface PublicationRequest {
  readonly bucket: string;
  readonly distributionId: string;
  /** How long immutable files stay after the last deployment that had them. */
  readonly keepSeconds: number;
}

export interface Publication {
  /** Paths of which the distribution was told to forget what it has. */
  readonly invalidated: readonly string[];
  /** Paths that were deleted. */
  readonly deleted: readonly string[];
}
