import { useState } from "react";
import { Poster } from "../../../house/poster";
import type { Show } from "../api";
import { useServices } from "../services";

/** The poster of a show; where it has none, or it cannot be had, a picture that stands for it. */
export const Picture = ({ show: { showId, title, poster } }: { show: Show }) => {
  const { config } = useServices();
  const [gone, setGone] = useState<string>();
  if (poster === undefined || poster === gone) return <Poster seed={showId} title={title} />;
  const address = `${config.mediaUrl.replace(/\/$/, "")}/${poster}`;
  return <img className="poster" src={address} alt="" onError={() => setGone(poster)} />;
};
