import { useEffect, useRef, useState } from "react";
import { useServices } from "../services";

type State = { readonly kind: "ready" | "running" | "done" } | { readonly kind: "failed"; readonly text: string };

/** All bookings of one's own shows, as a file for spreadsheets. */
export const ExportButton = () => {
  const { api } = useServices();
  const [state, setState] = useState<State>({ kind: "ready" });
  const [bytes, setBytes] = useState(0);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const stop = new AbortController();
    running.current = stop;
    setBytes(0);
    setState({ kind: "running" });
    const outcome = await api.bookings(setBytes, stop.signal);
    if (stop.signal.aborted) return setState({ kind: "ready" });
    if (!outcome.ok) {
      const { kind, text } = outcome.failure;
      return setState({ kind: "failed", text: kind === "away" ? "The file broke off, and was not saved." : text });
    }
    save(outcome.value, "bookings.csv");
    setState({ kind: "done" });
  };
  return (
    <div className="export">
      {state.kind === "running" ? (
        <button type="button" className="plain" onClick={() => running.current?.abort()}>
          Stop the download
        </button>
      ) : (
        <button type="button" className="plain" onClick={() => void start()}>
          Download bookings
        </button>
      )}
      <p className="hint" role="status">
        {state.kind === "running" && `${sizeText(bytes)} so far …`}
        {state.kind === "done" && `bookings.csv is there: ${sizeText(bytes)}.`}
      </p>
      {state.kind === "failed" && (
        <p className="problem" role="alert">
          {state.text}
        </p>
      )}
    </div>
  );
};

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const save = (blob: Blob, name: string): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has its own hold on it once it has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
