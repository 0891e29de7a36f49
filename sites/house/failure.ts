/** Why something could not be done, for whoever wanted it. */
export interface Failure {
  readonly kind: "offline" | "away" | "busy" | "sign-in" | "forbidden" | "missing" | "conflict" | "refused";
  readonly text: string;
  /** The API's own name of the kind, `sold-out`, and what it says with it. */
  readonly type?: string | undefined;
  readonly seatsLeft?: number | undefined;
}

/** Of RFC 9457. */
interface Problem {
  readonly type?: string;
  readonly detail?: string;
  readonly seatsLeft?: number;
}

const OFFLINE: Failure = { kind: "offline", text: "You are offline. This needs the network." };
const AWAY: Failure = { kind: "away", text: "The box office does not answer. It is not you: try again in a moment." };

/** Of a request that got no answer. */
export const unanswered = (): Failure => (navigator.onLine ? AWAY : OFFLINE);

/** Of an answer that is a refusal. */
export const refusal = (status: number, body: unknown): Failure => {
  const { type, detail, seatsLeft } = typeof body === "object" && body !== null ? (body as Problem) : {};
  const kind = KINDS[status] ?? (status >= 500 ? "away" : "refused");
  const text = kind === "conflict" || kind === "refused" ? (detail ?? TEXTS[kind]) : TEXTS[kind];
  return { kind, text, type: type?.replace("urn:problem-type:", ""), seatsLeft };
};

const KINDS: Readonly<Partial<Record<number, Failure["kind"]>>> = {
  401: "sign-in",
  403: "forbidden",
  404: "missing",
  409: "conflict",
  429: "busy",
  503: "busy",
};

const TEXTS: Readonly<Record<Failure["kind"], string>> = {
  offline: OFFLINE.text,
  away: AWAY.text,
  busy: "The box office is busy right now. Try again in a moment.",
  "sign-in": "You need to be signed in for this.",
  forbidden: "You may not do this.",
  missing: "There is nothing here.",
  conflict: "This can no longer be done.",
  refused: "The box office did not take this.",
};
