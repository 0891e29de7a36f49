import { ServiceError } from "../../../wire/service-error";

/** One page of a list, in order of its keys; a marker is the last one that was shown. */
export const page = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { Limit, Marker }: { readonly Limit: number; readonly Marker?: string | undefined },
) => {
  const after = Marker === undefined ? "" : Buffer.from(Marker, "base64url").toString();
  if (Marker !== undefined && Buffer.from(after).toString("base64url") !== Marker) {
    throw new ServiceError("InvalidMarkerException", "Could not deserialize marker");
  }
  const left = [...items].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).filter((item) => keyOf(item) > after);
  const shown = left.slice(0, Limit);
  const last = shown.at(-1);
  const more = last !== undefined && left.length > shown.length;
  return {
    shown,
    rest: more ? { NextMarker: Buffer.from(keyOf(last)).toString("base64url"), Truncated: true } : { Truncated: false },
  };
};
