import { createHash } from "node:crypto";
import type { Log } from "serverless-tiers/runtime/log";
import { MAX_POSTER_BYTES, POSTERS } from "../../contracts/organising";
import { NotAPicture } from "./picture/picture";
import { pictureOf } from "./picture/picture-of";
import { posterPath, showOfUpload } from "./poster-place";
import type { ShowPosters } from "./show-posters";

/** What has arrived, as its sender said it. */
export interface Upload {
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
}

/** Where uploads arrive, and where posters are that everybody sees. */
export interface PosterFiles {
  /** `undefined` for what is not there any more. */
  read(key: string): Promise<Upload | undefined>;
  publish(key: string, contentType: string, bytes: Buffer): Promise<void>;
  remove(key: string): Promise<void>;
}

/** An object that was created. */
export interface Arrival {
  readonly key: string;
  readonly size: number;
  /** When. */
  readonly at: string;
}

interface Parts {
  readonly files: PosterFiles;
  readonly posters: Pick<ShowPosters, "take" | "refuse">;
  readonly log: Pick<Log, "warn">;
}

/**
 * Looks at an upload by its bytes alone, and makes a picture the poster of its show; the show says why another one is not.
 * The upload is gone then, so that what is told twice is done once.
 */
export const checkPoster =
  ({ files, posters, log }: Parts) =>
  async ({ key, size, at }: Arrival): Promise<void> => {
    const showId = showOfUpload(key);
    if (showId === undefined) log.warn("an upload of no show", { key });
    else
      try {
        // Larger than any form allows: not worth the memory.
        if (size > MAX_POSTER_BYTES) throw new NotAPicture("It is larger than 5 MB.");
        const upload = await files.read(key);
        if (upload === undefined) return;
        const { bytes, type } = pictureOf(upload.bytes, upload.contentType);
        const path = posterPath(showId, createHash("sha256").update(bytes).digest("hex"), type);
        await files.publish(POSTERS + path, type, bytes);
        const useless = await posters.take(showId, path, at);
        if (useless !== undefined) await files.remove(POSTERS + useless);
      } catch (error) {
        if (!(error instanceof NotAPicture)) throw error;
        log.warn("a poster was refused", { showId, reason: error.message });
        await posters.refuse(showId, error.message, at);
      }
    await files.remove(key);
  };
