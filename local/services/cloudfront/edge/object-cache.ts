import type { EdgeAnswer } from "./message";

/** A cached answer. Times are milliseconds. */
export interface CachedObject {
  readonly answer: EdgeAnswer;
  readonly object: string;
  readonly stored: number;
  /** Fresh until then. */
  fresh: number;
  /** Served without asking until then, while the origin fails. */
  unasked: number;
  /** Served and refreshed behind the viewer's back until then. */
  readonly staleWhileRevalidate: number;
  /** Served when the origin fails until then. */
  readonly staleIfError: number;
  /** As the origin has them, for its conditional requests. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** The origin's error, or what stands in its place. */
  readonly isError: boolean;
  /** Of a HEAD request, without a body to serve. */
  readonly isHead: boolean;
}

/** What the heads and the bookkeeping of an object take, about. */
const OVERHEAD_BYTES = 1_024;

/** fidelity: guess: CloudFront's caches are larger and evict as they like */
const MAX_BYTES = 128 * 1024 * 1024;

/** Cached answers of all distributions. The one that was used longest ago goes first when they take too much. */
export class ObjectCache {
  // A map keeps the order in which keys were put.
  private readonly objects = new Map<string, CachedObject>();
  private bytes = 0;

  constructor(private readonly maxBytes = MAX_BYTES) {}

  get(distribution: string, key: string): CachedObject | undefined {
    const name = nameOf(distribution, key);
    const found = this.objects.get(name);
    if (!found) return undefined;
    this.objects.delete(name);
    this.objects.set(name, found);
    return found;
  }

  put(distribution: string, key: string, object: CachedObject): void {
    const name = nameOf(distribution, key);
    this.drop(name);
    const size = sizeOf(object);
    // fidelity: docs: limits: 50 GB an object; here one must leave room for others
    if (size > this.maxBytes / 4) return;
    this.objects.set(name, object);
    this.bytes += size;
    for (const oldest of this.objects.keys()) {
      if (this.bytes <= this.maxBytes) return;
      this.drop(oldest);
    }
  }

  /** Takes out what a test of the object's path says. */
  invalidate(distribution: string, test: (object: string) => boolean): void {
    const prefix = nameOf(distribution, "");
    for (const [name, { object }] of this.objects) if (name.startsWith(prefix) && test(object)) this.drop(name);
  }

  /** Bytes that it takes, about. */
  get size(): number {
    return this.bytes;
  }

  private drop(name: string): void {
    const known = this.objects.get(name);
    if (!known) return;
    this.objects.delete(name);
    this.bytes -= sizeOf(known);
  }
}

const nameOf = (distribution: string, key: string): string => `${distribution} ${key}`;

const sizeOf = ({ answer, object }: CachedObject): number => answer.body.length + object.length * 2 + OVERHEAD_BYTES;
