import { randomUUID } from "node:crypto";
import { type PosterType, UPLOADS } from "../../contracts/organising";
import { ShowId } from "../../contracts/shows";

/** A place for one upload, of no name that a client has chosen. */
export const uploadKey = (showId: string): string => `${UPLOADS}${showId}/${randomUUID()}`;

/** Of which show an upload is; `undefined` for what is none of ours. */
export const showOfUpload = (key: string): string | undefined => {
  const [, showId] = new RegExp(`^${UPLOADS}([^/]+)/[^/]+$`).exec(key) ?? [];
  return ShowId.safeParse(showId).data;
};

const EXTENSIONS: Readonly<Record<PosterType, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
};

/** By what is in it: the same picture has the same place, and what is there never changes. */
export const posterPath = (showId: string, digest: string, type: PosterType): string =>
  `${showId}/${digest}.${EXTENSIONS[type]}`;
