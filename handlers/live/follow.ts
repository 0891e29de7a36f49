import { type FollowAnswer, FollowMessage } from "../../contracts/organising";
import type { Followers } from "./followers";

/** Has a connection hear of the bookings of a show from now on. */
export const follow =
  ({ followers }: { followers: Pick<Followers, "follow"> }) =>
  async (connectionId: string, message: string): Promise<FollowAnswer> => {
    const asked = FollowMessage.safeParse(jsonOf(message));
    if (!asked.success) return refused('A show is followed by {"action":"follow","showId":"…"}.');
    const { showId } = asked.data;
    const follows = await followers.follow(showId, connectionId);
    return follows ? { type: "following", showId } : refused("That are more shows than one connection follows.");
  };

const refused = (detail: string) => ({ type: "refused", detail }) as const;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
