import { createHash, randomUUID } from "node:crypto";
import type { ChangedShow, NewShow, OrganisedShow, PosterUpload } from "../../../contracts/organising";
import { catalogue } from "../../../handlers/shows/catalogue";
import type { ManagedLogin } from "./managed-login";
import type { Answer, Asked } from "./served-box-office";

const PAGE = 5;

const problem = (status: number, detail: string): Answer => ({ status, json: { detail, title: String(status) } });

/** The API of those who organise, from memory; it answers as the handlers do, problems too. */
export class Organising {
  readonly shows: Map<string, OrganisedShow>;
  /** Tickets for the socket that nobody has used. */
  readonly liveTickets = new Map<string, string>();
  /** What a check says of whatever comes next, and how long it takes. */
  check: { readonly refused?: string; readonly takesMs: number } = { takesMs: 200 };
  /** Rows of the export, a chunk each; breaks off where it throws. */
  rows: () => Iterable<string> = () => ["showId,title\r\n", "1,'=1+1\r\n"];
  private readonly uploads = new Map<string, { showId: string; type: string; size: number }>();

  constructor(
    private readonly login: ManagedLogin,
    private readonly base: string,
  ) {
    const organisers = ["sub-ana", "sub-oli"];
    const all = catalogue(new Date()).map(({ venueId: _, ...show }, at) => ({
      ...show,
      organiser: organisers[at % 2] ?? "",
    }));
    this.shows = new Map(all.map((show) => [show.showId, show]));
  }

  async answer(asked: Asked): Promise<Answer> {
    const { method, path, query } = asked;
    const [, , first, showId = "", third] = path.split("/");
    if (first === "session") return this.session(asked);
    const caller = this.login.caller(asked.headers.authorization);
    if (caller === undefined) return { status: 401, json: { message: "Unauthorized" } };
    const organises = caller.groups.includes("organisers");
    if (first === "live-tickets") {
      const ticket = randomUUID();
      this.liveTickets.set(ticket, caller.sub);
      return { status: 201, json: { ticket } };
    }
    const show = this.shows.get(showId);
    if (method === "GET" && showId !== "")
      return show ? { status: 200, json: show } : problem(404, "There is no such show.");
    if (method === "GET" && first === "shows") {
      const all = [...this.shows.values()]
        .filter(({ organiser }) => query.get("mine") === null || organiser === caller.sub)
        .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
      const from = Number(query.get("cursor") ?? 0);
      const next = from + PAGE < all.length ? { next: String(from + PAGE) } : {};
      return { status: 200, json: { items: all.slice(from, from + PAGE), ...next } };
    }
    if (!organises) return problem(403, "This is for organisers.");
    if (first === "export") return { status: 200, headers: { "content-type": "text/csv" }, chunks: this.rows() };
    if (method === "POST" && showId === "") {
      const draft = (await asked.json()) as NewShow;
      const made = {
        ...draft,
        ...{ showId: randomUUID(), seatsLeft: draft.seats, currency: "EUR", version: 1, organiser: caller.sub },
      };
      this.shows.set(made.showId, made);
      return { status: 201, json: made };
    }
    if (show?.organiser !== caller.sub) return problem(404, "There is no such show.");
    if (third === "poster") return this.posterForm(show, (await asked.json()) as PosterUpload);
    const { version, ...draft } = (await asked.json()) as ChangedShow;
    if (version !== show.version) return problem(409, `The show is at version ${show.version}.`);
    const sold = show.seats - show.seatsLeft;
    if (draft.seats < sold) return problem(409, `${sold} seats are sold: there cannot be fewer.`);
    const changed = { ...show, ...draft, version: version + 1, seatsLeft: draft.seats - sold };
    this.shows.set(showId, changed);
    return { status: 200, json: changed };
  }

  /** Where posters are sent to, as a bucket takes them. */
  async take({ bytes }: Asked): Promise<Answer> {
    const body = (await bytes()).toString("latin1");
    const [, key = ""] = /name="key"\r\n\r\n(\S+)/.exec(body) ?? [];
    const upload = this.uploads.get(key);
    const file = /name="file"; filename="[^"]*"\r\nContent-Type: (\S+)\r\n\r\n([\s\S]*)\r\n--/.exec(body);
    if (!upload || file?.[1] !== upload.type || file[2]?.length !== upload.size)
      return { status: 403, headers: { "content-type": "application/xml" }, body: "<Error/>" };
    setTimeout(() => this.checked(upload.showId, Buffer.from(file[2] ?? "", "latin1")), this.check.takesMs);
    return { status: 204 };
  }

  private checked(showId: string, file: Buffer): void {
    const { posterRefused: _, ...show } = this.shows.get(showId) ?? ({} as OrganisedShow);
    const { refused } = this.check;
    const poster = `posters/${showId}/${createHash("sha256").update(file).digest("hex")}.png`;
    const posterAt = new Date().toISOString();
    this.posters.set(`/media/${poster}`, file);
    this.shows.set(showId, { ...show, posterAt, ...(refused === undefined ? { poster } : { posterRefused: refused }) });
  }

  readonly posters = new Map<string, Buffer>();

  private posterForm(show: OrganisedShow, { contentType, size }: PosterUpload): Answer {
    const key = randomUUID();
    this.uploads.set(key, { showId: show.showId, type: contentType, size });
    const expiresAt = new Date().toISOString();
    return { status: 201, json: { url: `${this.base}/bucket`, fields: { key, policy: "signed" }, expiresAt } };
  }

  /** The refresh token in a cookie. */
  private async session({ method, path, headers, cookies, json }: Asked): Promise<Answer> {
    const isOurs = headers["x-requested-by"] === "web" && headers["content-type"] === "application/json";
    if (!isOurs) return problem(403, "Not from this site.");
    const cookie = (value: string, more: string) => ({
      "set-cookie": `__Host-session=${value}; Path=/; Secure; HttpOnly; SameSite=Strict${more}`,
    });
    const kept = cookies["__Host-session"] ?? "";
    if (method === "DELETE") {
      this.login.refreshTokens.delete(kept);
      return { status: 204, headers: cookie("", "; Max-Age=0") };
    }
    if (path.endsWith("/refresh")) {
      const name = this.login.refreshTokens.get(kept);
      if (name === undefined) return problem(401, "There is no session.");
      const { access_token, id_token, expires_in } = this.login.tokensFor(name);
      return { status: 200, json: { accessToken: access_token, idToken: id_token, expiresIn: expires_in } };
    }
    const { refreshToken } = (await json()) as { refreshToken: string };
    return { status: 204, headers: cookie(refreshToken, "") };
  }
}
