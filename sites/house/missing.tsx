import { useTitle } from "./router";

/** An address that leads to nothing. */
export const Missing = ({ text = "Nothing has this address." }: { text?: string }) => {
  useTitle("Not found");
  return (
    <div className="empty">
      <h1 tabIndex={-1}>Not found</h1>
      <p>{text}</p>
      <a className="button" href="/">
        See what’s on
      </a>
    </div>
  );
};
