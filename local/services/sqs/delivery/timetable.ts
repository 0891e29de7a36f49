/** Items by time, the earliest first (a binary heap). Items whose time no longer holds are left in and skipped by the owner. */
export class Timetable<T> {
  private readonly heap: { readonly at: number; readonly item: T }[] = [];

  get nextAt(): number | undefined {
    return this.heap[0]?.at;
  }

  add(at: number, item: T): void {
    const { heap } = this;
    let index = heap.length;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || above.at <= at) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = { at, item };
  }

  /** Removes and returns the first item that is due by `now`. */
  due(now: number): { readonly at: number; readonly item: T } | undefined {
    const { heap } = this;
    const first = heap[0];
    if (!first || first.at > now) return undefined;
    const last = heap.pop();
    if (last && heap.length > 0) this.sink(last);
    return first;
  }

  private sink(moved: { readonly at: number; readonly item: T }): void {
    const { heap } = this;
    let index = 0;
    for (;;) {
      const left = heap[2 * index + 1];
      const right = heap[2 * index + 2];
      const child = right && left && right.at < left.at ? right : left;
      if (!child || child.at >= moved.at) break;
      const place = child === right ? 2 * index + 2 : 2 * index + 1;
      heap[index] = child;
      index = place;
    }
    heap[index] = moved;
  }
}
