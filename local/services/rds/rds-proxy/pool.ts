import { Backend, type Login } from "./backend";

export interface PoolLimits {
  /** Connections to the database, all users together. */
  readonly max: number;
  /** Of those, how many may wait for work. */
  readonly maxIdle: number;
  readonly borrowTimeoutMs: number;
}

/** No connection came free in time. */
export class BorrowTimeout extends Error {
  constructor() {
    super("Timed-out waiting to acquire database connection");
  }
}

interface Waiting {
  readonly login: Login;
  readonly serve: (backend: Backend) => void;
  readonly fail: (error: unknown) => void;
}

/** The connections of one proxy to one database: lent for a transaction, and kept for the next one. */
export class Pool {
  private readonly idle: Backend[] = [];
  private readonly waiting: Waiting[] = [];
  private count = 0;

  constructor(
    private readonly socket: () => string,
    private readonly limits: () => PoolLimits,
  ) {}

  /** @throws {BorrowTimeout} when all are lent for too long. */
  borrow(login: Login): Promise<Backend> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => leave(new BorrowTimeout()), this.limits().borrowTimeoutMs);
      const one: Waiting = {
        login,
        serve: (backend) => {
          clearTimeout(timer);
          resolve(backend);
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const leave = (error: Error) => {
        this.waiting.splice(this.waiting.indexOf(one), 1);
        one.fail(error);
      };
      this.waiting.push(one);
      this.next();
    });
  }

  /** Takes a connection back whose session is as it was. */
  giveBack(backend: Backend): void {
    if (!backend.open) return;
    backend.attach(
      () => {},
      () => this.lost(backend),
    );
    this.idle.push(backend);
    this.next();
    while (this.idle.length > this.limits().maxIdle) this.idle[0]?.end();
  }

  /** Ends a connection whose session somebody has changed, or left in the middle. */
  discard(backend: Backend): void {
    backend.attach(
      () => {},
      () => this.lost(backend),
    );
    if (backend.open) backend.end();
    else this.lost(backend);
  }

  close(): void {
    for (const one of this.waiting.splice(0)) one.fail(new BorrowTimeout());
    for (const backend of [...this.idle]) backend.end();
  }

  private lost(backend: Backend): void {
    const at = this.idle.indexOf(backend);
    if (at >= 0) this.idle.splice(at, 1);
    this.count -= 1;
    this.next();
  }

  /** Serves the first in line that can be: by a connection of its own user, or by a new one. */
  private next(): void {
    const [first] = this.waiting;
    if (!first) return;
    const at = this.idle.findIndex(({ login, open }) => open && same(login, first.login));
    const [found] = at >= 0 ? this.idle.splice(at, 1) : [];
    if (found) {
      this.waiting.shift();
      first.serve(found);
      this.next();
      return;
    }
    if (this.count >= this.limits().max) {
      // One of another user makes room; it comes back here when it is gone.
      this.idle[0]?.end();
      return;
    }
    this.waiting.shift();
    this.count += 1;
    Backend.open(this.socket(), first.login).then(first.serve, (error: unknown) => {
      this.count -= 1;
      first.fail(error);
      this.next();
    });
    this.next();
  }
}

const same = (one: Login, other: Login): boolean => one.user === other.user && one.database === other.database;
