import { useEffect, useRef, useState } from "react";
import { type PosterType, type Show, upload } from "../api";
import { useServices } from "../services";

type State =
  | { readonly kind: "ready" | "checking" | "taken" | "slow" }
  | { readonly kind: "sending"; readonly part: number }
  | { readonly kind: "refused"; readonly text: string };

const TYPES: readonly string[] = ["image/png", "image/jpeg", "image/webp"] satisfies PosterType[];
const MOST_BYTES = 5 * 1024 * 1024;

/** How long it is looked whether the check is over, and how often. */
const [LOOKS, BETWEEN_MS] = [30, 1_000] as const;

/** A picture for a show: it is sent, then checked where it arrives, and only then shown. */
export const PosterUpload = ({ show, onShow }: { show: Show; onShow: (show: Show) => void }) => {
  const { api } = useServices();
  const [state, setState] = useState<State>({ kind: "ready" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const refuse = (text: string) => setState({ kind: "refused", text });
  /** What runs is of no use any more once another one begins. */
  const begin = (): AbortController => {
    running.current?.abort();
    running.current = new AbortController();
    return running.current;
  };
  const stop = () => {
    running.current?.abort();
    refuse("The upload was stopped.");
  };

  const look = async (before: string | undefined, signal: AbortSignal) => {
    setState({ kind: "checking" });
    for (let at = 0; at < LOOKS; at++) {
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
      if (signal.aborted) return;
      const outcome = await api.show(show.showId);
      if (signal.aborted) return;
      if (!outcome.ok || outcome.value.posterAt === before) continue;
      onShow(outcome.value);
      const { posterRefused } = outcome.value;
      return posterRefused === undefined ? setState({ kind: "taken" }) : refuse(posterRefused);
    }
    setState({ kind: "slow" });
  };
  const send = async (file: File) => {
    const { signal } = begin();
    if (!TYPES.includes(file.type)) return refuse("A poster is a PNG, a JPEG or a WebP picture.");
    if (file.size > MOST_BYTES) return refuse("A poster has 5 MB at most.");
    if (file.size === 0) return refuse("The file is empty.");
    setState({ kind: "sending", part: 0 });
    const form = await api.posterForm(show.showId, file.type as PosterType, file.size);
    if (signal.aborted) return;
    if (!form.ok) return refuse(form.failure.text);
    const sent = await upload(form.value, file, (part) => setState({ kind: "sending", part }), signal);
    if (signal.aborted) return;
    if (!sent.ok) return refuse(sent.text);
    await look(show.posterAt, signal);
  };
  return (
    <section className="panel" aria-labelledby="poster-title">
      <h2 id="poster-title">Poster</h2>
      <div className="whole">
        <label htmlFor="poster">A picture: PNG, JPEG or WebP, 5 MB at most</label>
        <input
          id="poster"
          type="file"
          accept={TYPES.join(",")}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            // So that the same file can be chosen again.
            currentTarget.value = "";
            if (file) void send(file);
          }}
        />
      </div>
      {state.kind === "sending" && (
        <>
          <progress aria-label="Sending the poster" max={1} value={state.part} />
          <button type="button" className="plain" onClick={stop}>
            Stop
          </button>
        </>
      )}
      <p className="hint" role="status">
        {state.kind === "checking" && "It has arrived, and is being checked …"}
        {state.kind === "taken" && "This is the poster now."}
        {state.kind === "slow" && "It is still being checked. Come back in a moment."}
      </p>
      {state.kind === "refused" && (
        <p className="problem" role="alert">
          The poster was not taken. {state.text}
        </p>
      )}
    </section>
  );
};
