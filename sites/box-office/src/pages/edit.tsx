import { WaitingShow } from "../../../house/facts";
import { Failed } from "../../../house/failed";
import { Missing } from "../../../house/missing";
import { useResource } from "../../../house/resource";
import { go, useTitle } from "../../../house/router";
import { useStore } from "../../../house/store";
import { useServices } from "../services";
import { isOrganiser, user } from "../session";
import { MembersNote } from "./programme";
import { ShowForm } from "./show-form";

/** A show is announced. */
export const NewPage = () => {
  useTitle("Announce a show");
  const isAllowed = isOrganiser(useStore(user));
  return (
    <>
      <h1 tabIndex={-1}>Announce a show</h1>
      {isAllowed ? <ShowForm onSaved={({ showId }) => go(`/shows/${showId}`, "replace")} /> : <MembersNote />}
    </>
  );
};

/** A show is changed, by whom it belongs to. */
export const ChangePage = ({ showId }: { showId: string }) => {
  const { api } = useServices();
  const signedIn = useStore(user);
  const { value: show, failure, reload, change } = useResource(`show ${showId}`, () => api.show(showId));
  useTitle("Change a show");
  if (failure?.kind === "missing") return <Missing text="There is no such show, or it is over and gone." />;
  if (show && isOrganiser(signedIn) && show.organiser !== signedIn?.sub)
    return <Missing text="This show is somebody else’s: they alone change it." />;
  return (
    <>
      <p className="back">
        <a href={`/shows/${encodeURIComponent(showId)}`}>{show?.title ?? "The show"}</a>
      </p>
      <h1 tabIndex={-1}>Change a show</h1>
      {!isOrganiser(signedIn) && <MembersNote />}
      {isOrganiser(signedIn) && failure && <Failed failure={failure} retry={reload} />}
      {isOrganiser(signedIn) && !failure && !show && <WaitingShow />}
      {isOrganiser(signedIn) && show && (
        <ShowForm
          // What is known from before may be old; then the form begins anew.
          key={show.version}
          show={show}
          onSaved={(changed) => {
            change(changed);
            go(`/shows/${changed.showId}`, "replace");
          }}
        />
      )}
    </>
  );
};
