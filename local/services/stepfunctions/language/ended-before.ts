import type { JsonObject } from "./definition";
import type { HistoryEvent, Track } from "./history";
import { StatesError } from "./states-error";

/** An error as an event carries it. */
export const errorDetails = ({ error, reason }: StatesError): JsonObject => ({
  ...(error === undefined ? {} : { error }),
  ...(reason === undefined ? {} : { cause: reason }),
});

export const errorOf = ({ error, cause }: JsonObject): StatesError =>
  new StatesError(error === undefined ? undefined : String(error), cause === undefined ? undefined : String(cause));

/** Fails as branches or iterations have failed before a kill, without running any of them again. */
export const failAgain = (track: Track): void => {
  const event: HistoryEvent | undefined = track.known("ended");
  if (!event?.type.endsWith("Failed")) return;
  track.follow(event);
  throw errorOf(event.kept ?? {});
};
