import createClient from "openapi-fetch";
import type { components, paths } from "./api-schema";
import type { Config } from "./config";
import { type Failure, refusal, unanswered } from "./failure";
import type { Session } from "./session";

export type Show = components["schemas"]["GetShowsShowId200"];
export type Ticket = components["schemas"]["PostTickets201"];
export type Booking = components["schemas"]["PostTicketsBody"];

/** What came of a request. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** A page of shows. */
export interface ShowsAsked {
  readonly city?: string | undefined;
  readonly cursor?: string | undefined;
}

/** As long as the gateway waits for what is behind it. */
const PATIENCE_MS = 30_000;
const PAGE = "100";

/** The API of the box office, as whoever is signed in. */
export const createApi = ({ apiUrl }: Config, session: Session) => {
  const client = createClient<paths>({
    baseUrl: new URL(apiUrl, location.origin).href,
    fetch: (request) => fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) }),
  });
  client.use({
    async onRequest({ request }) {
      const token = await session.accessToken();
      if (token !== undefined) request.headers.set("authorization", `Bearer ${token}`);
      return request;
    },
  });
  /** Never rejects: what may go wrong is part of the outcome. */
  const outcome = async <T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Outcome<T>> => {
    try {
      const { data, error, response } = await call;
      // An answer without a body has no data.
      if (response.ok) return { ok: true, value: data as T };
      if (response.status === 401) session.expire();
      return { ok: false, failure: refusal(response.status, error) };
    } catch {
      return { ok: false, failure: unanswered() };
    }
  };
  return {
    shows: ({ city, cursor }: ShowsAsked) =>
      outcome(
        client.GET("/shows", {
          params: { query: { limit: PAGE, ...(city && { city }), ...(cursor && { cursor }) } },
        }),
      ),
    show: (showId: string) => outcome(client.GET("/shows/{showId}", { params: { path: { showId } } })),
    book: (body: Booking) => outcome<Ticket>(client.POST("/tickets", { body })),
    tickets: (cursor?: string) =>
      outcome(client.GET("/tickets", { params: { query: { limit: PAGE, ...(cursor && { cursor }) } } })),
    /** Markdown, written by the house. */
    info: (page: string) => outcome(client.GET("/info/{page}", { params: { path: { page } }, parseAs: "text" })),
    cancel: (ticketId: string) => outcome(client.DELETE("/tickets/{ticketId}", { params: { path: { ticketId } } })),
  };
};

export type Api = ReturnType<typeof createApi>;
