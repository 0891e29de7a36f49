import createClient from "openapi-fetch";
import { type Answered, outcomeOf } from "../../house/outcome";
import type { components, paths } from "./api-schema";
import type { Config } from "./config";
import type { Session } from "./session";

export type Show = components["schemas"]["GetShowsShowId200"];
export type Ticket = components["schemas"]["PostTickets201"];
export type Booking = components["schemas"]["PostTicketsBody"];

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
  const outcome = async <T>(call: Promise<Answered<T>>) => {
    const came = await outcomeOf(call);
    if (!came.ok && came.failure.kind === "sign-in") session.expire();
    return came;
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
