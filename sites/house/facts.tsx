import { dateOf, leftText, money, zonedTimeOf } from "./words";

interface Told {
  readonly city: string;
  readonly startsAt: string;
  readonly seatsLeft: number;
  readonly price: number;
  readonly currency: string;
}

/** What there is to know of a show. */
export const Facts = ({ show }: { show: Told }) => (
  <dl className="facts">
    <div>
      <dt>When</dt>
      <dd>
        <time dateTime={show.startsAt}>
          {dateOf(show.startsAt)}, {zonedTimeOf(show.startsAt)}
        </time>
      </dd>
    </div>
    <div>
      <dt>Where</dt>
      <dd>{show.city}</dd>
    </div>
    <div>
      <dt>A seat</dt>
      <dd>{money(show.price, show.currency)}</dd>
    </div>
    <div>
      <dt>Seats</dt>
      <dd className={show.seatsLeft <= 10 ? "few" : ""}>{leftText(show.seatsLeft)}</dd>
    </div>
  </dl>
);

/** As high as what comes, so that nothing moves. */
export const WaitingShow = () => (
  <div className="one-show" aria-hidden="true">
    <div className="poster bone" />
    <div>
      <div className="line bone" />
      <div className="title bone" />
      <div className="facts bone" />
    </div>
  </div>
);
