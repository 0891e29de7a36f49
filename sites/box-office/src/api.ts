import createClient from "openapi-fetch";
import { unanswered } from "../../house/failure";
import { type Answered, type Outcome, outcomeOf } from "../../house/outcome";
import type { components, paths } from "./api-schema";
import type { Config } from "./config";
import type { Session } from "./session";

export type Show = components["schemas"]["GetShowsShowId200"];
/** A show as one writes it down. */
export type Draft = components["schemas"]["PostShowsBody"];
export type PosterType = components["schemas"]["PostShowsShowIdPosterBody"]["contentType"];

/** As long as the gateway waits for what is behind it. */
const PATIENCE_MS = 30_000;
const PAGE = "50";
/** Without an end those of the next two years are meant. */
const MINE = { mine: "true", to: "2999-12-31" } as const;

/** The API of the box office, as whoever is signed in. */
export const createApi = ({ apiUrl }: Config, session: Session) => {
  const baseUrl = new URL(apiUrl, location.origin).href;

  /** A token that is refused is renewed once: which one is good the API says, and no clock here. */
  const send = async (request: Request, signal: AbortSignal): Promise<Response> => {
    const token = await session.accessToken();
    const again = request.clone();
    const first = await fetch(withToken(request, token), { signal });
    if (first.status !== 401 || token === undefined) return first;
    const other = await session.otherThan(token);
    return other === undefined ? first : fetch(withToken(again, other), { signal });
  };
  const client = createClient<paths>({ baseUrl, fetch: (request) => send(request, AbortSignal.timeout(PATIENCE_MS)) });
  const outcome = async <T>(call: Promise<Answered<T>>): Promise<Outcome<T>> => {
    const came = await outcomeOf(call);
    if (!came.ok && came.failure.kind === "sign-in") session.expire();
    return came;
  };
  return {
    /** @param mine Of whoever is signed in alone. */
    shows: (mine: boolean, cursor?: string) =>
      outcome(
        client.GET("/shows", {
          params: { query: { limit: PAGE, ...(mine && MINE), ...(cursor && { cursor }) } },
        }),
      ),
    show: (showId: string) => outcome(client.GET("/shows/{showId}", { params: { path: { showId } } })),
    announce: (body: Draft) => outcome<Show>(client.POST("/shows", { body })),
    /** @param version That was looked at: where it is no longer the show's, nothing is changed. */
    change: (showId: string, version: number, draft: Draft) =>
      outcome(client.PUT("/shows/{showId}", { params: { path: { showId } }, body: { ...draft, version } })),
    /** A form that takes the poster. */
    posterForm: (showId: string, contentType: PosterType, size: number) =>
      outcome(client.POST("/shows/{showId}/poster", { params: { path: { showId } }, body: { contentType, size } })),
    liveTicket: () => outcome(client.POST("/live-tickets", {})),
    /** All bookings, as they come in. @param onBytes Hears how much is there. */
    async bookings(onBytes: (bytes: number) => void, signal: AbortSignal): Promise<Outcome<Blob>> {
      const read = async () => {
        const response = await send(new Request(`${baseUrl}/export`, { headers: { accept: "text/csv" } }), signal);
        if (!response.ok || response.body === null)
          return { response, error: await response.json().catch(() => undefined) };
        let bytes = 0;
        const counted = new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, onward) {
            bytes += chunk.byteLength;
            onBytes(bytes);
            onward.enqueue(chunk);
          },
        });
        // The browser keeps what is large on its disk. What breaks off rejects, and nothing is saved.
        return { response, data: await new Response(response.body.pipeThrough(counted)).blob() };
      };
      return outcome(read());
    },
  };
};

export type Api = ReturnType<typeof createApi>;

const withToken = (request: Request, token: string | undefined): Request => {
  if (token !== undefined) request.headers.set("authorization", `Bearer ${token}`);
  return request;
};

/** What became of an upload. */
export type Uploaded = { readonly ok: true } | { readonly ok: false; readonly text: string };

/** Sends a form with a file, and tells how far it is, from 0 to 1, which `fetch` cannot. */
export const upload = (
  { url, fields }: { url: string; fields: Readonly<Record<string, string>> },
  file: File,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> =>
  new Promise((resolve) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    // What comes after the file is not read.
    form.set("file", file);
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => resolve(request.status < 300 ? { ok: true } : refused(request.status));
    request.onerror = () => resolve({ ok: false, text: unanswered().text });
    signal.addEventListener("abort", () => {
      request.abort();
      resolve({ ok: false, text: "It was stopped." });
    });
    request.open("POST", url);
    request.send(form);
  });

const refused = (status: number): Uploaded => ({
  ok: false,
  text:
    status === 403
      ? "The upload took too long to begin, or is not what was announced. Choose the picture again."
      : "The picture was not taken. It may be larger than it said.",
});
