import { useEffect } from "react";
import { createStore } from "./store";

const here = () => location.pathname + location.search;

/** Path and query. */
export const place = createStore(here());

/** What the document is called by itself: the site. */
const SITE = document.title;

/** Whether a page is new to the reader, who has not been led to its heading yet. */
let arriving = false;

/** @param how `replace` where going back should not lead here. */
export const go = (to: string, how: "push" | "replace" = "push"): void => {
  history[how === "push" ? "pushState" : "replaceState"](null, "", to);
  if (new URL(to, location.href).pathname !== place.get().split("?")[0]) {
    arriving = true;
    scrollTo(0, 0);
  }
  place.set(here());
};

/** Follows links of the site without loading it anew. */
export const startRouter = (): void => {
  addEventListener("popstate", () => {
    arriving = true;
    place.set(here());
  });
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.origin !== location.origin || link.target !== "" || link.hasAttribute("download")) return;
    if (link.hash !== "" && link.pathname === location.pathname) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
};

/**
 * Names the page. Who came here by a link is led to its heading, so that a screen reader goes on there; `undefined` as long
 * as there is nothing to read.
 */
export const useTitle = (title: string | undefined): void =>
  useEffect(() => {
    if (title === undefined) return;
    document.title = `${title} – ${SITE}`;
    if (!arriving) return;
    arriving = false;
    document.querySelector("h1")?.focus({ preventScroll: true });
  }, [title]);
