import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { dataPath } from "../../data/data-path";
import type { SiteFiles } from "./serving/site-files";
import { branchKey } from "./store";

/** The deployed files of branches, each artifact a zip under `.local/amplify`, open in memory once it is served. */
export class Artifacts {
  private readonly opened = new Map<string, SiteFiles>();

  constructor(private readonly folder: string) {}

  /** @throws for what is no zip */
  async put(appId: string, branchName: string, jobId: string, files: SiteFiles | Buffer): Promise<void> {
    const zip = Buffer.isBuffer(files) ? files : Buffer.from(zipSync(Object.fromEntries(files)));
    const open = Buffer.isBuffer(files) ? unzipped(files) : files;
    const path = this.path(appId, branchName, jobId);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, zip);
    this.opened.set(path, open);
  }

  async get(appId: string, branchName: string, jobId: string): Promise<SiteFiles> {
    const path = this.path(appId, branchName, jobId);
    const open = this.opened.get(path) ?? unzipped(await readFile(path));
    this.opened.set(path, open);
    return open;
  }

  async remove(appId: string, branchName: string, jobId: string): Promise<void> {
    const path = this.path(appId, branchName, jobId);
    this.opened.delete(path);
    await rm(path, { force: true });
  }

  async removeAll(appId: string, branchName: string): Promise<void> {
    const folder = dirname(this.path(appId, branchName, "1"));
    for (const path of this.opened.keys()) if (path.startsWith(folder)) this.opened.delete(path);
    await rm(folder, { recursive: true, force: true });
  }

  private path(appId: string, branchName: string, jobId: string): string {
    return dataPath(this.folder, "amplify", ...branchKey(appId, branchName).split("/"), `${jobId}.zip`);
  }
}

const unzipped = (zip: Buffer): SiteFiles =>
  new Map(
    Object.entries(unzipSync(zip))
      .filter(([name]) => !name.endsWith("/"))
      .map(([name, bytes]) => [name.replaceAll("\\", "/").replace(/^(\.?\/)+/, ""), Buffer.from(bytes)]),
  );
