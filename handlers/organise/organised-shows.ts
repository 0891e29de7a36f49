import type { ChangedShow, OrganisedShow } from "../../contracts/organising";

/** What became of a change. Only with `changed` anything was written. */
export type ChangeOutcome =
  | { readonly kind: "changed"; readonly show: OrganisedShow }
  /** There is none, or it is somebody else's. */
  | { readonly kind: "unknown show" }
  /** It was changed since the version that was looked at. */
  | { readonly kind: "stale"; readonly version: number }
  | { readonly kind: "sold"; readonly sold: number };

/** Where those who organise shows keep them. Bookings go on beside it. */
export interface OrganisedShows {
  create(show: OrganisedShow): Promise<void>;
  /** Changes a show of this organiser that still is what was looked at, and whose seats are enough for those booked. */
  change(organiser: string, showId: string, change: ChangedShow): Promise<ChangeOutcome>;
}
