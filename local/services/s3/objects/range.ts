import { ServiceError } from "../../../wire/service-error";

export interface Range {
  readonly first: number;
  /** Included. */
  readonly last: number;
}

/** The part that a Range header asks for; what is no single range of bytes is passed over. */
// fidelity: docs: GetObject: one range at a time; RFC 9110: a malformed header is ignored
export const readRange = (header: string | undefined, size: number): Range | undefined => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  const [, from = "", to = ""] = match ?? [];
  if (!match || (from === "" && to === "")) return undefined;
  const first = from === "" ? Math.max(size - Number(to), 0) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && from !== "" && Number(to) < first) return undefined;
  if (first >= size || (from === "" && Number(to) === 0)) {
    throw new ServiceError("InvalidRange", "The requested range is not satisfiable", 416, {
      RangeRequested: header,
      ActualObjectSize: size,
    });
  }
  return { first, last };
};
