import { readFileSync, statSync } from "node:fs";
import { SourceMap } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

/** Where links to the source maps of a function's files lie: beside its code, since they are no part of its package. */
export const mapsFolder = (codeFolder: string): string => `${codeFolder}.maps`;

/** Translates places of a function's code, as stack traces name them, to places of its sources. */
export class SourcePlaces {
  private readonly maps = new Map<string, { readonly version: string; readonly map: SourceMap | undefined }>();
  private readonly place: RegExp;

  constructor(private readonly codeFolder: string) {
    const roots = [pathToFileURL(codeFolder).href, codeFolder].map((root) =>
      root.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"),
    );
    this.place = new RegExp(`(?:${roots.join("|")})/([^\\s:"'()]+):(\\d+):(\\d+)`, "g");
  }

  /** The text with each place of which the source is known. */
  translated(text: string): string {
    // Named after the hash of the code: most lines need no further look.
    if (!text.includes(basename(this.codeFolder))) return text;
    return text.replace(this.place, (place, file: string, line: string, column: string) => {
      const entry = this.map(file)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (!entry || !("originalSource" in entry)) return place;
      const { originalSource, originalLine, originalColumn } = entry;
      return `${originalSource.replace(/^(?:\.\.?\/)+/, "")}:${originalLine + 1}:${originalColumn + 1}`;
    });
  }

  /** Of a file; read again when it has changed: what changes places may leave the code as it is. */
  private map(file: string): SourceMap | undefined {
    const candidates = [join(mapsFolder(this.codeFolder), `${file}.map`), join(this.codeFolder, `${file}.map`)];
    const found = candidates.map(modified).find((each) => each !== undefined);
    const known = this.maps.get(file);
    const version = found?.version ?? "";
    if (known?.version === version) return known.map;
    const map = found ? parsed(readFileSync(found.path, "utf8")) : inline(join(this.codeFolder, file));
    this.maps.set(file, { version, map });
    return map;
  }
}

const modified = (path: string): { readonly path: string; readonly version: string } | undefined => {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && { path, version: `${path} ${stat.mtimeMs}` };
};

const INLINE = /\/\/# sourceMappingURL=data:application\/json;(?:charset=[\w-]+;)?base64,([\w+/=]+)\s*$/;

const inline = (path: string): SourceMap | undefined => {
  try {
    const [, text] = INLINE.exec(readFileSync(path, "utf8")) ?? [];
    return text === undefined ? undefined : parsed(Buffer.from(text, "base64").toString());
  } catch {
    // Code that is no more is no reason to keep its lines back.
    return undefined;
  }
};

const parsed = (text: string): SourceMap | undefined => {
  try {
    return new SourceMap(JSON.parse(text));
  } catch {
    return undefined;
  }
};
