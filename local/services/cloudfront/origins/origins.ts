import type { Cloud } from "../../../cloud/cloud";
import type { Behavior, DistributionPlan, Origin } from "../distribution/plan";
import type { EdgeAnswer, ViewerRequest } from "../edge/message";
import { HttpOrigins } from "./http-origin";
import { OriginError } from "./origin-error";
import { originRequest } from "./origin-request";
import { askBucket, bucketOf } from "./s3-origin";

/** Methods with which a second origin is tried. */
// fidelity: docs: high_availability_origin_failover: GET, HEAD, OPTIONS
const FAILING_OVER = new Set(["GET", "HEAD", "OPTIONS"]);

/** Asks the origins of distributions. */
export class Origins {
  private readonly http: HttpOrigins;

  constructor(private readonly cloud: Cloud) {
    this.http = new HttpOrigins(cloud);
  }

  close(): void {
    this.http.close();
  }

  /** @throws {OriginError} when there is no answer */
  async ask(
    request: ViewerRequest,
    behavior: Behavior,
    distribution: DistributionPlan,
    edge: { readonly host: string; readonly conditions?: Readonly<Record<string, string>> },
  ): Promise<EdgeAnswer> {
    const { members = [], failover } = distribution.origins.get(behavior.target) ?? { failover: new Set() };
    const tried = FAILING_OVER.has(request.method) ? members : members.slice(0, 1);
    let error: OriginError | undefined;
    for (const [index, origin] of tried.entries()) {
      const last = index === tried.length - 1;
      try {
        const answer = await this.one(request, behavior, origin, distribution, edge);
        if (last || !failover.has(answer.status)) return answer;
      } catch (thrown) {
        if (!(thrown instanceof OriginError) || last) throw thrown;
        error = thrown;
      }
    }
    throw error ?? new OriginError(502, "", `${distribution.id} has no origin ${behavior.target}`);
  }

  private one(
    request: ViewerRequest,
    behavior: Behavior,
    origin: Origin,
    distribution: DistributionPlan,
    edge: { readonly host: string; readonly conditions?: Readonly<Record<string, string>> },
  ): Promise<EdgeAnswer> {
    const sent = originRequest(request, behavior, origin, edge);
    const bucket = bucketOf(origin);
    return bucket === undefined
      ? this.http.send(sent, origin, behavior.cache.maxTtl === 0)
      : askBucket(bucket, sent, origin, this.cloud, distribution);
  }
}
