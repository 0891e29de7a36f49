import type { Collection } from "../../../data/storage";
import type { Activity } from "../store";

/** Work that waits for a worker. */
interface Offered {
  readonly token: string;
  readonly input: string;
  taken(workerName: string | undefined): Promise<void>;
}

interface Poller {
  give(offered: Offered): void;
}

/** Hands the work of activities to whoever asks for it. */
export class Activities {
  private readonly offered = new Map<string, Offered[]>();
  private readonly pollers = new Map<string, Poller[]>();

  constructor(readonly known: Collection<Activity>) {}

  /** The returned function takes it back, where nobody has taken it. */
  offer(arn: string, offered: Offered): () => void {
    const poller = this.pollers.get(arn)?.shift();
    if (poller) poller.give(offered);
    else this.offered.set(arn, [...(this.offered.get(arn) ?? []), offered]);
    return () => {
      this.offered.set(
        arn,
        (this.offered.get(arn) ?? []).filter((each) => each !== offered),
      );
    };
  }

  /** The next work, or `undefined` when there is none for that long. */
  async poll(arn: string, wait: { readonly after: (give: () => void) => () => void; readonly signal?: AbortSignal }) {
    const [first, ...rest] = this.offered.get(arn) ?? [];
    if (first) {
      this.offered.set(arn, rest);
      return first;
    }
    return new Promise<Offered | undefined>((resolve) => {
      const leave = () => {
        this.pollers.set(
          arn,
          (this.pollers.get(arn) ?? []).filter((each) => each !== poller),
        );
        resolve(undefined);
      };
      const cancel = wait.after(leave);
      const poller = {
        give: (offered: Offered) => {
          cancel();
          resolve(offered);
        },
      };
      wait.signal?.addEventListener("abort", leave, { once: true });
      this.pollers.set(arn, [...(this.pollers.get(arn) ?? []), poller]);
    });
  }
}
