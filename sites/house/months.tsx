import type { ReactNode } from "react";
import { Poster } from "./poster";
import { dayOf, leftText, money, monthOf, timeOf, weekdayOf } from "./words";

/** What a list says of a show. */
interface Listed {
  readonly showId: string;
  readonly title: string;
  readonly city: string;
  /** ISO 8601. */
  readonly startsAt: string;
  readonly seatsLeft: number;
  /** In minor units of the currency. */
  readonly price: number;
  readonly currency: string;
}

interface MonthsProps<Show extends Listed> {
  /** In the order of time. */
  readonly shows: readonly Show[];
  /** @default the picture that a show has without one of its own */
  readonly pictureOf?: (show: Show) => ReactNode;
  /** What else is to be said below the title. */
  readonly noteOf?: (show: Show) => ReactNode;
}

/** Shows, month by month. */
export const Months = <Show extends Listed>({ shows, ...parts }: MonthsProps<Show>) => (
  <>
    {byMonth(shows).map(([month, ofMonth]) => (
      <Month key={month} month={month} shows={ofMonth} {...parts} />
    ))}
  </>
);

const byMonth = <Show extends Listed>(shows: readonly Show[]): [string, Show[]][] => {
  const months = new Map<string, Show[]>();
  for (const show of shows) {
    const month = monthOf(show.startsAt);
    months.set(month, [...(months.get(month) ?? []), show]);
  }
  return [...months];
};

const Month = <Show extends Listed>({
  month,
  shows,
  pictureOf = ({ showId, title }) => <Poster seed={showId} title={title} />,
  noteOf,
}: MonthsProps<Show> & { month: string }) => (
  <section aria-label={month}>
    <h2 className="month">{month}</h2>
    <ul className="shows">
      {shows.map((show) => (
        <li key={show.showId} className="show">
          <time className="day" dateTime={show.startsAt}>
            <span>{weekdayOf(show.startsAt)}</span>
            <strong>{dayOf(show.startsAt)}</strong>
          </time>
          {pictureOf(show)}
          <div className="what">
            <h3>
              <a href={`/shows/${show.showId}`}>{show.title}</a>
            </h3>
            <p>
              {show.city}, {timeOf(show.startsAt)}
            </p>
            {noteOf?.(show)}
          </div>
          <p className="price">
            {money(show.price, show.currency)}
            <span className={show.seatsLeft <= 10 ? "few" : ""}>{leftText(show.seatsLeft)}</span>
          </p>
        </li>
      ))}
    </ul>
  </section>
);

/** As high as what comes, so that nothing moves. */
export const WaitingMonths = () => (
  <div aria-hidden="true" className="waiting">
    <div className="month bone" />
    {[0, 1, 2, 3, 4].map((at) => (
      <div key={at} className="show bone" />
    ))}
  </div>
);
