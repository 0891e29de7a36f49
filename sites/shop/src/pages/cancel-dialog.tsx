import { useEffect, useRef, useState } from "preact/hooks";
import type { Failure } from "../../../house/failure";
import { seatsText } from "../../../house/words";
import { useServices } from "../services";
import { type Booked, titleOf } from "./booked";

interface CancelProps {
  readonly booked: Booked;
  readonly onClose: () => void;
  readonly onCancelled: () => void;
}

/** Asks before seats are given back: somebody else may have them a moment later. */
export const CancelDialog = ({ booked, onClose, onCancelled }: CancelProps) => {
  const { api } = useServices();
  const dialog = useRef<HTMLDialogElement>(null);
  const [failure, setFailure] = useState<Failure>();
  const [isCancelling, setCancelling] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const { seats, ticketId } = booked.ticket;
  const cancel = async () => {
    if (isCancelling) return;
    setCancelling(true);
    setFailure(undefined);
    const outcome = await api.cancel(ticketId);
    setCancelling(false);
    // Gone is gone, whoever did it.
    if (outcome.ok || outcome.failure.kind === "missing") onCancelled();
    else setFailure(outcome.failure);
  };
  return (
    <dialog ref={dialog} aria-labelledby="cancel-title" onClose={onClose}>
      <h2 id="cancel-title">Give back {seatsText(seats)}?</h2>
      <p>{titleOf(booked)}: somebody else may have them right after.</p>
      {failure && (
        <p class="problem" role="alert">
          {failure.text}
        </p>
      )}
      <p class="buttons">
        <button type="button" aria-disabled={isCancelling} onClick={() => void cancel()}>
          {isCancelling ? "Giving back …" : "Give back"}
        </button>
        <button type="button" class="plain" onClick={() => dialog.current?.close()}>
          Keep
        </button>
      </p>
    </dialog>
  );
};
