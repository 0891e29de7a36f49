import { useStore } from "../../../house/store";
import type { LiveState } from "../live";
import { useServices } from "../services";

const TEXTS: Readonly<Record<LiveState, string>> = {
  off: "",
  connecting: "Connecting …",
  live: "Live: bookings are here as they come.",
  waiting: "Not live just now. It is tried again by itself.",
};

/** Whether bookings are told as they come. */
export const LiveNote = () => {
  const { live } = useServices();
  const state = useStore(live.state);
  return (
    <div className={state === "live" ? "live on" : "live"}>
      <p role="status">{TEXTS[state]}</p>
      {state === "waiting" && (
        <button type="button" className="plain small" onClick={() => live.hurry()}>
          Try now
        </button>
      )}
    </div>
  );
};
