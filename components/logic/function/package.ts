import * as pulumi from "@pulumi/pulumi";
import type { Bundle } from "../bundle/bundle";

/** What Lambda runs. */
export const BUNDLE_FILE = "index.js";

/** The certificates that links bring. Lambda unpacks the package into /var/task. */
export const CERTIFICATES_FILE = "rds-ca.pem";

/**
 * The zip of a function: the bundle, files of its own, certificates. It depends on contents alone, not on dates or on
 * where the checkout is. The bundle is handed over as a file: as a text it would travel through each of Pulumi's calls,
 * its log and its state, which doubles the time of a preview.
 */
export const functionPackage = (
  { code, file }: Bundle,
  files: Readonly<Record<string, string>>,
  certificates: readonly pulumi.Input<string>[],
): pulumi.Input<pulumi.asset.Archive> => {
  const assets: Record<string, pulumi.asset.Asset> = {
    [BUNDLE_FILE]: file === undefined ? new pulumi.asset.StringAsset(code) : new pulumi.asset.FileAsset(file),
  };
  for (const [target, source] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)))
    assets[target] = new pulumi.asset.FileAsset(source);
  if (certificates.length === 0) return new pulumi.asset.AssetArchive(assets);
  return pulumi.all([...certificates]).apply(
    (known) =>
      new pulumi.asset.AssetArchive({
        ...assets,
        [CERTIFICATES_FILE]: new pulumi.asset.StringAsset([...new Set(known)].join("\n")),
      }),
  );
};
