import { type SubmitEvent, useLayoutEffect, useRef, useState } from "react";
import type { Failure } from "../../../house/failure";
import { dateOf, money, zonedTimeOf } from "../../../house/words";
import type { Draft, Show } from "../api";
import { useServices } from "../services";

interface ShowFormProps {
  /** As it was when the form was opened; without it the show is new. */
  readonly show?: Show;
  readonly onSaved: (show: Show) => void;
}

/** As it is typed. */
interface Typed {
  readonly title: string;
  readonly city: string;
  /** In the zone of the reader: `2027-03-06T19:30`. */
  readonly startsAt: string;
  readonly seats: string;
  readonly price: string;
}

/** That of the reader. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What prices of the house are in. */
const CURRENCY = "EUR";
/** The most that a seat may be, in minor units. */
const MOST_MINOR = 999_999_999_999;

export const ShowForm = ({ show, onSaved }: ShowFormProps) => {
  const { api } = useServices();
  // Later ones come by while it is booked: what was looked at is what the form began with.
  const [base, setBase] = useState(show);
  const [typed, setTyped] = useState(() => typedOf(show));
  const [theirs, setTheirs] = useState<Show>();
  const [failure, setFailure] = useState<Failure>();
  const [isSaving, setSaving] = useState(false);
  const said = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (failure || theirs) said.current?.focus();
  }, [failure, theirs]);
  const currency = base?.currency ?? CURRENCY;

  const save = async (version: number | undefined) => {
    if (isSaving) return;
    setSaving(true);
    setFailure(undefined);
    setTheirs(undefined);
    const draft = draftOf(typed, currency);
    const outcome = await (base && version !== undefined
      ? api.change(base.showId, version, draft)
      : api.announce(draft));
    if (outcome.ok) return onSaved(outcome.value);
    // The same answer has other reasons too; whether somebody was faster, the show itself tells.
    const now = base && outcome.failure.kind === "conflict" ? await api.show(base.showId) : undefined;
    setSaving(false);
    if (now?.ok && now.value.version !== version) setTheirs(now.value);
    else setFailure(outcome.failure);
  };
  const takeTheirs = (changed: Show) => {
    setBase(changed);
    setTyped(typedOf(changed));
    setTheirs(undefined);
    first.current?.focus();
  };
  const field = (name: keyof Typed) => ({
    id: name,
    name,
    required: true,
    value: typed[name],
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      setTyped((before) => ({ ...before, [name]: currentTarget.value })),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void save(base?.version);
  };

  return (
    <form className="panel show-form" onSubmit={submit} autoComplete="off">
      {failure && (
        <div className="problem" ref={said} tabIndex={-1} role="alert">
          <p>{textOf(failure)}</p>
        </div>
      )}
      {theirs && (
        <div className="problem" ref={said} tabIndex={-1} role="alert">
          <p>
            Somebody has changed this show while you did, and nothing of yours is saved yet.{" "}
            {differences(theirs, typed)}
          </p>
          <p className="buttons">
            <button type="button" onClick={() => void save(theirs.version)}>
              Save mine over it
            </button>
            <button type="button" className="plain" onClick={() => takeTheirs(theirs)}>
              Go on with theirs
            </button>
          </p>
        </div>
      )}
      <div className="whole">
        <label htmlFor="title">Title</label>
        <input {...field("title")} ref={first} maxLength={120} />
      </div>
      <div className="field">
        <label htmlFor="city">City</label>
        <input {...field("city")} maxLength={64} />
      </div>
      <div className="field">
        <label htmlFor="startsAt">Begins (time of {zone})</label>
        <input {...field("startsAt")} type="datetime-local" min="2000-01-01T00:00" max="2999-12-31T23:59" />
      </div>
      <div className="field">
        <label htmlFor="seats">Seats</label>
        <input {...field("seats")} type="number" inputMode="numeric" min={1} max={100_000} step={1} />
      </div>
      <div className="field">
        <label htmlFor="price">Price of a seat ({currency})</label>
        <input
          {...field("price")}
          type="number"
          inputMode="decimal"
          min={0}
          max={MOST_MINOR / unitsOf(currency)}
          step={1 / unitsOf(currency)}
        />
      </div>
      <p className="buttons whole">
        <button type="submit" aria-disabled={isSaving}>
          {isSaving ? "Saving …" : base ? "Save" : "Announce"}
        </button>
        <a className="button plain" href={base ? `/shows/${base.showId}` : "/"}>
          Leave it
        </a>
      </p>
    </form>
  );
};

/** Minor units in one of the currency: 100 cents in a euro, one yen in a yen. */
const unitsOf = (currency: string): number => {
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return 10 ** maximumFractionDigits;
};

const typedOf = (show: Show | undefined): Typed => {
  if (!show) return { title: "", city: "", startsAt: "", seats: "", price: "" };
  const start = new Date(show.startsAt);
  const local = new Date(start.getTime() - start.getTimezoneOffset() * 60_000);
  return {
    title: show.title,
    city: show.city,
    startsAt: local.toISOString().slice(0, 16),
    seats: String(show.seats),
    price: String(show.price / unitsOf(show.currency)),
  };
};

/** What the fields let through can be read. */
const draftOf = ({ title, city, startsAt, seats, price }: Typed, currency: string): Draft => ({
  title: title.trim(),
  city: city.trim(),
  startsAt: new Date(startsAt).toISOString(),
  seats: Number(seats),
  price: Math.round(Number(price) * unitsOf(currency)),
});

/** Where theirs is not what is typed. */
const differences = (theirs: Show, typed: Typed): string => {
  const mine = draftOf(typed, theirs.currency);
  const said = {
    title: `the title is “${theirs.title}”`,
    city: `the city is “${theirs.city}”`,
    startsAt: `it begins on ${dateOf(theirs.startsAt)}, ${zonedTimeOf(theirs.startsAt)}`,
    seats: `there are ${theirs.seats} seats`,
    price: `a seat is ${money(theirs.price, theirs.currency)}`,
  };
  const differing = (Object.keys(said) as (keyof Typed)[]).filter((name) => theirs[name] !== mine[name]);
  if (differing.length === 0) return "It is what you have typed.";
  return `With theirs, ${differing.map((name) => said[name]).join("; ")}.`;
};

/** What became of the show, for whoever wrote it. */
const textOf = ({ kind, text }: Failure): string => {
  if (kind === "forbidden") return "You are not among the organisers any more, who alone may do this. Sign in anew.";
  if (kind === "missing") return "The show is gone, or belongs to somebody else: it can no longer be changed here.";
  if (kind === "offline" || kind === "away") return `${text} What you have typed is still here.`;
  return text;
};
