import { setTimeout as sleep } from "node:timers/promises";
import { ServiceError } from "../../wire/service-error";
import { isMap, type Json, type JsonMap } from "../case-file";
import { difference, matcherOf, print } from "../matchers";
import type { CaseResult } from "../run-case";
import { NotRunnable } from "../services/not-runnable";
import { Connections } from "./connections";
import { createResource, deployResources, publish } from "./deploy-resources";
import type { CaseResource, EdgeCase, EdgeStep } from "./edge-case";
import { EdgeWorld } from "./edge-world";
import { Viewer } from "./viewer";

/** Runs one case in a local cloud of its own, and tells the first difference, or why it cannot be run. */
export const runEdgeCase = async (item: EdgeCase): Promise<CaseResult> => {
  const { id, title, doubtful } = item;
  const told = { id, title, doubtful: doubtful !== undefined };
  try {
    const failure = await firstDifference(item);
    return failure === undefined ? told : { ...told, failure };
  } catch (error) {
    if (error instanceof NotRunnable) return { ...told, notRun: error.message };
    return { ...told, failure: `error: ${error instanceof Error ? error.stack : String(error)}` };
  }
};

/** Cases at a time: each is a cloud of its own, and some wait. */
const AT_A_TIME = 4;

export const runEdgeCases = async (cases: readonly EdgeCase[]): Promise<readonly CaseResult[]> => {
  const results: CaseResult[] = [];
  const waiting = [...cases.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await runEdgeCase(next[1]);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
};

const firstDifference = async (item: EdgeCase): Promise<string | undefined> => {
  const world = await EdgeWorld.start(item);
  const run = new EdgeRun(item, world);
  try {
    await deployResources(item, world);
    for (const [index, step] of item.steps.entries()) {
      const failure = await run.untilItHolds(step);
      if (failure) return `step ${index + 1}: ${failure}`;
    }
    return undefined;
  } finally {
    run.end();
    await world.close();
  }
};

const PATIENCE_MS = 20_000;

class EdgeRun {
  private readonly connections: Connections;
  private readonly viewer: Viewer;

  constructor(
    item: EdgeCase,
    private readonly world: EdgeWorld,
  ) {
    this.connections = new Connections(world);
    this.viewer = new Viewer(item, world);
  }

  end(): void {
    this.connections.end();
  }

  async untilItHolds(step: EdgeStep): Promise<string | undefined> {
    const until = Date.now() + (step.eventually ?? 0) * 1000;
    for (;;) {
      const failure = await this.once(step);
      if (failure === undefined || Date.now() >= until) return failure;
      await sleep(100);
    }
  }

  private async once(step: EdgeStep): Promise<string | undefined> {
    const { world } = this;
    const expect = world.expected(step.expect ?? {}) as JsonMap; // an object stays one
    if (step.request) return this.viewer.request(step, step.request, expect);
    if (typeof step.advance === "number") return done(world.parts.clock.advance(step.advance * 1000));
    if (typeof step.wait === "number") return done(sleep(step.wait * 1000));
    if (isMap(step.origin)) return done(this.changeOrigins(step.origin));
    if (isMap(step.files)) return done(this.changeFiles(step.files));
    if (Array.isArray(step.invalidate)) return done(this.invalidate(step.invalidate, step.distribution));
    if (isMap(step.create)) return this.create(step.create as unknown as CaseResource, expect);
    if (typeof step.invocations === "string") return this.invocations(step.invocations, expect);
    if (step.match !== undefined) return difference(step.expect ?? null, world.filled(step.match), "value");
    const ofConnection = this.connections.run(step, expect);
    if (ofConnection) return ofConnection;
    throw new NotRunnable(`the case runner has no step ${Object.keys(step).join(", ")}`);
  }

  private async changeOrigins(origins: JsonMap): Promise<void> {
    for (const [host, answers] of Object.entries(origins)) {
      if (isMap(answers)) await this.world.parts.origins.set(host, answers);
    }
  }

  private async changeFiles(files: JsonMap): Promise<void> {
    for (const [branch, content] of Object.entries(files)) {
      if (isMap(content)) await publish(this.world, branch, content as Readonly<Record<string, string>>);
    }
  }

  private async invalidate(paths: readonly Json[], distribution: Json | undefined): Promise<void> {
    const id = this.viewer.distribution(typeof distribution === "string" ? distribution : undefined).id;
    const items = paths.map((path) => `<Path>${escaped(String(path))}</Path>`).join("");
    const batch = `<InvalidationBatch><Paths><Quantity>${paths.length}</Quantity><Items>${items}</Items></Paths><CallerReference>${Math.random()}</CallerReference></InvalidationBatch>`;
    const url = `/2020-05-31/distribution/${id}/invalidation`;
    const { body } = await this.world.call("cloudfront", "POST", url, batch);
    const invalidation = /<Id>([^<]+)<\/Id>/.exec(body.toString())?.[1];
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; ) {
      const shown = await this.world.call("cloudfront", "GET", `${url}/${invalidation}`);
      if (shown.body.toString().includes("<Status>Completed</Status>")) return;
      await sleep(20);
    }
    throw new Error("the invalidation was not completed");
  }

  private async create(resource: CaseResource, expect: JsonMap): Promise<string | undefined> {
    const error = await createResource(resource, this.world).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    if (!isMap(expect.error)) return error && `it was refused: ${error.message}`;
    if (!error) return `it should be refused with ${print(expect.error)}`;
    let cause: unknown = error;
    while (cause instanceof Error && !(cause instanceof ServiceError)) cause = cause.cause;
    if (!(cause instanceof ServiceError)) return `it was refused without a code: ${error.message}`;
    const { code, status } = cause;
    return difference({ $subset: expect.error }, { code, status }, "error");
  }

  private invocations(name: string, expect: JsonMap): string | undefined {
    const events = this.world.parts.lambdas.events(name);
    const found = expect.count === undefined ? undefined : difference(expect.count, events.length, `calls of ${name}`);
    if (found || !Array.isArray(expect.events)) return found;
    const wanted = expect.events.map((event) => (isMap(event) && !matcherOf(event) ? { $subset: event } : event));
    return difference(wanted, events.slice(-wanted.length), name);
  }
}

const done = async (work: Promise<unknown>): Promise<undefined> => {
  await work;
};

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
