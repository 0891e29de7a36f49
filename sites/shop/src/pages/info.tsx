import { Missing } from "../../../house/missing";
import { useResource } from "../../../house/resource";
import { useTitle } from "../../../house/router";
import { Failed } from "../parts/failed";
import { Markdown } from "../parts/markdown";
import { useServices } from "../services";

/** A page that the house wrote. Its first heading is the page's title. */
export const InfoPage = ({ page }: { page: string }) => {
  const { api } = useServices();
  const { value: text, failure, reload } = useResource(`info ${page}`, () => api.info(page));
  const [, title = page, rest = ""] = /^# (.+)\n?([\s\S]*)$/.exec(text ?? "") ?? [undefined, page, text];
  useTitle(text === undefined ? (failure && failure.kind !== "missing" ? "Information" : undefined) : title);
  if (text !== undefined)
    return (
      <article class="text">
        <h1 tabIndex={-1}>{title}</h1>
        <Markdown text={rest ?? ""} />
      </article>
    );
  if (failure?.kind === "missing") return <Missing text="There is no such page." />;
  return (
    <>
      <h1 tabIndex={-1}>Information</h1>
      {failure ? <Failed failure={failure} retry={reload} /> : <div class="facts bone" aria-hidden="true" />}
    </>
  );
};
