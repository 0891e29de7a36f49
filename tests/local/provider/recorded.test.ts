import { recording, Variables } from "./recording";
import { ServedWorld } from "./served-world";

describe("the provider, to an engine whose calls were recorded", () => {
  const world = new ServedWorld();
  let variables: Variables;

  before(async () => {
    await world.start();
    variables = new Variables({ endpoint: world.served.cloud.endpoint });
  });
  after(() => world.end());

  const calls = recording("queue-topic-secret");
  for (const phase of new Set(calls.map((call) => call.phase)))
    it(`answers each call of "${phase}" as it did`, async () => {
      const engine = world.engine();
      for (const [index, { call, request, response }] of calls.filter((one) => one.phase === phase).entries()) {
        const answer = await engine.call(call, variables.filled(request));
        variables.expect(answer, response, `${phase}, call ${index + 1}: ${call} ${request.urn ?? ""}`);
      }
    });
});
