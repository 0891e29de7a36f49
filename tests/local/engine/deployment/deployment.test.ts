import assert from "node:assert/strict";
import { THING, thing, urnOf, World } from "../world";

describe("a deployment", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.end());

  it("creates what is new and calls nothing for what is unchanged", async () => {
    const [id] = await world.deploy(thing("a", { size: 1, tags: { x: "1" } }));
    assert.match(id ?? "", /^a-[0-9a-f]{7}$/);
    assert.deepEqual(world.calls(), ["create a"]);
    await world.restart();
    assert.deepEqual(await world.deploy(thing("a", { tags: { x: "1" }, size: 1 })), [id]);
    assert.deepEqual(world.calls(), []);
    assert.deepEqual(
      world.events.map(({ kind, name }) => `${kind} ${name}`),
      ["create a", "same a"],
    );
  });

  it("answers with inputs, computed outputs, region and all tags", async () => {
    const deployment = world.deployment({ defaultTags: { stack: "test", x: "0" } } as never);
    const { id, outputs } = await deployment.register(thing("a", { size: 1, tags: { x: "1" } }));
    const tagsAll = { stack: "test", x: "1" };
    assert.deepEqual(outputs, {
      region: "eu-west-1",
      size: 1,
      tags: { x: "1" },
      tagsAll,
      arn: `arn:${id}`,
      seen: "now",
    });
  });

  it("takes outputs of an unchanged resource from the service, as it is now", async () => {
    await world.deploy(thing("a"));
    const { outputs } = await world.deployment().register(thing("a"));
    assert.equal(outputs.seen, "now");
  });

  it("updates in place and tells the old inputs", async () => {
    const [id] = await world.deploy(thing("a", { color: "red" }));
    assert.deepEqual(await world.deploy(thing("a", { color: "blue" })), [id]);
    assert.deepEqual(world.calls(), ["create a", 'update a {"color":"red"}']);
    assert.deepEqual(world.things.alive.get(id ?? ""), { color: "blue" });
  });

  it("updates when only the default tags changed", async () => {
    await world.deploy(thing("a"));
    const deployment = world.deployment({ defaultTags: { stack: "test" } } as never);
    assert.deepEqual((await deployment.register(thing("a"))).outputs.tagsAll, { stack: "test" });
    assert.deepEqual(world.calls(), ["create a", "update a {}"]);
  });

  it("replaces with the new one first, and deletes the old one at the end", async () => {
    const [id] = await world.deploy(thing("a", { size: 1 }));
    const deployment = world.deployment();
    const { id: next } = await deployment.register(thing("a", { size: 2 }));
    assert.notEqual(next, id);
    assert.deepEqual([...world.things.alive.keys()], [id, next]);
    await deployment.finish();
    assert.deepEqual([...world.things.alive.keys()], [next]);
    assert.deepEqual(world.calls(), ["create a", "create a", "delete a"]);
  });

  it("does not end an old life that is the same thing as the new one", async () => {
    const [before, after] = ["http://127.0.0.1:4566/1/q", "http://127.0.0.1:4567/1/q"];
    await world.deploy(thing("a", { name: before, size: 1 }));
    await world.deploy(thing("a", { name: after, size: 2 }));
    await world.deploy(thing("a", { name: after, size: 2 }));
    assert.deepEqual(world.calls(), ["create a", "create a"]);
  });

  it("deletes first where the program says so", async () => {
    await world.deploy(thing("a", { size: 1 }, { deleteBeforeReplace: true }));
    await world.deploy(thing("a", { size: 2 }, { deleteBeforeReplace: true }));
    assert.deepEqual(world.calls(), ["create a", "delete a", "create a"]);
  });

  it("replaces on a change of what replaceOnChanges and replacementTrigger name", async () => {
    await world.deploy(thing("a", { color: "red" }), thing("b", {}, { replacementTrigger: 1 }));
    await world.deploy(
      thing("a", { color: "blue" }, { replaceOnChanges: ["color"] }),
      thing("b", {}, { replacementTrigger: 2 }),
    );
    assert.deepEqual(world.calls(), ["create a", "create b", "create a", "create b", "delete b", "delete a"]);
  });

  it("replaces nothing for a replacementTrigger that is new or gone", async () => {
    const deploy = (replacementTrigger: unknown) => world.deploy(thing("a", {}, { replacementTrigger }));
    for (const trigger of [undefined, 1, undefined, null, 2]) await deploy(trigger);
    assert.deepEqual(world.calls(), ["create a"]);
    await deploy(3);
    assert.deepEqual(world.calls(), ["create a", "delete a"]);
  });

  it("leaves alone what ignoreChanges names", async () => {
    const [id] = await world.deploy(thing("a", { size: 1, tags: { own: "1", theirs: "2" } }));
    await world.deploy(thing("a", { size: 2, tags: { own: "3" } }, { ignoreChanges: ["size", "tags.theirs"] }));
    assert.deepEqual(world.calls(), ["create a", 'update a {"size":1,"tags":{"own":"1","theirs":"2"}}']);
    assert.deepEqual(world.things.alive.get(id ?? ""), { size: 1, tags: { own: "3", theirs: "2" } });
  });

  it("deletes what the program no longer declares, dependents first", async () => {
    const [a, b] = [urnOf(THING, "a"), urnOf(THING, "b")];
    await world.deploy(
      thing("a"),
      thing("b", {}, { dependencies: [a] }),
      thing("c", {}, { propertyDependencies: { x: [b] } }),
      thing("d", {}, { parent: a, urn: urnOf(THING, "d", a) }),
    );
    world.calls();
    await world.deploy();
    const calls = world.calls();
    assert.deepEqual([...calls].sort(), ["delete a", "delete b", "delete c", "delete d"]);
    assert.ok(calls.indexOf("delete c") < calls.indexOf("delete b"));
    assert.ok(calls.indexOf("delete b") < calls.indexOf("delete a"));
    assert.ok(calls.indexOf("delete d") < calls.indexOf("delete a"));
  });

  it("forgets without deleting: retainOnDelete, and what goes with another", async () => {
    const a = urnOf(THING, "a");
    await world.deploy(thing("a"), thing("b", {}, { deletedWith: a }), thing("c", {}, { retainOnDelete: true }));
    world.calls();
    await world.deploy();
    assert.deepEqual(world.calls(), ["delete a"]);
    await world.deploy();
    assert.deepEqual(world.calls(), []);
  });

  it("refuses to delete or replace what is protected, before anything is deleted, and names the way out", async () => {
    await world.deploy(thing("a", { size: 1 }, { protect: true }), thing("b"));
    world.calls();
    await assert.rejects(world.deploy(), {
      message:
        "a (test:index:Thing) is protected and no longer in the program: put it back, or set its protect to false and deploy once before taking it out",
    });
    await assert.rejects(world.deploy(thing("a", { size: 2 }, { protect: true }), thing("b")), {
      message:
        "a (test:index:Thing): it is protected, and a change of size would replace it: set protect to false and deploy once before",
    });
    assert.deepEqual(world.calls(), []);
    await world.deploy(thing("a", { size: 1 }), thing("b"));
    await world.deploy(thing("b"));
    assert.deepEqual(world.calls(), ["delete a"]);
  });

  it("keeps a life under a new name, type or parent that an alias leads to", async () => {
    const [id] = await world.deploy(thing("a"));
    assert.deepEqual(await world.deploy(thing("b", {}, { aliases: [urnOf(THING, "a")] })), [id]);
    assert.deepEqual(await world.deploy(thing("b")), [id]);
    assert.deepEqual(world.calls(), ["create a"]);
  });

  it("lets children follow their parent's alias, and their name the parent's", async () => {
    const component = (name: string, aliases: string[] = []) =>
      thing(name, {}, { type: "c:index:C", urn: urnOf("c:index:C", name), custom: false, aliases });
    const child = (name: string, parent: string) => {
      const parentUrn = urnOf("c:index:C", parent);
      return thing(name, {}, { parent: parentUrn });
    };
    const [, id] = await world.deploy(component("old"), child("old-queue", "old"));
    const moved = await world.deploy(component("new", [urnOf("c:index:C", "old")]), child("new-queue", "new"));
    assert.equal(moved[1], id);
    assert.deepEqual(world.calls(), ["create old-queue"]);
  });

  it("lets a child of a renamed parent have been called otherwise as well", async () => {
    const component = (name: string, aliases: string[] = []) =>
      thing(name, {}, { type: "c:index:C", urn: urnOf("c:index:C", name), custom: false, aliases });
    const [old, now] = [urnOf("c:index:C", "old"), urnOf("c:index:C", "new")];
    await world.deploy(component("old"), thing("old-to-a", {}, { parent: old }));
    const aliases = [urnOf(THING, "new-to-a", now)];
    await world.deploy(component("new", [old]), thing("new-to-b", {}, { parent: now, aliases }));
    assert.deepEqual(world.calls(), ["create old-to-a"]);
  });

  it("refuses inputs that the service would refuse, naming resource and property", async () => {
    await assert.rejects(world.deploy(thing("a", { size: -1 })), {
      message: "a (test:index:Thing): size must not be negative",
    });
    assert.deepEqual(world.calls(), []);
  });

  it("ends with the first error, begins nothing after it, and deletes nothing", async () => {
    await world.deploy(thing("x"));
    world.calls();
    const deployment = world.deployment();
    world.things.interrupt = (call) => {
      if (call === "create a") throw new Error("no room");
    };
    const message = "a (test:index:Thing): no room";
    await assert.rejects(deployment.register(thing("a")), { message });
    await assert.rejects(deployment.register(thing("b")), { message });
    await assert.rejects(deployment.finish(), { message });
    assert.deepEqual(world.calls(), []);
  });

  it("refuses two resources under one URN, also at the same time", async () => {
    const deployment = world.deployment();
    const both = await Promise.allSettled([deployment.register(thing("a")), deployment.register(thing("a"))]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ["fulfilled", "rejected"],
    );
  });

  it("works on independent resources at the same time", async () => {
    let waiting = 0;
    let meet: () => void = () => {};
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    world.things.interrupt = async () => {
      if (++waiting === 2) meet();
      await met;
    };
    const deployment = world.deployment();
    await Promise.all([deployment.register(thing("a")), deployment.register(thing("b"))]);
  });

  it("keeps a record of types that nobody gives life to", async () => {
    const type = "aws:cloudwatch/metricAlarm:MetricAlarm";
    const alarm = thing("x", { threshold: 1 }, { type, urn: urnOf(type, "x") });
    const [id] = await world.deploy(alarm);
    assert.deepEqual(await world.deploy({ ...alarm, inputs: { threshold: 2 } }), [id]);
    assert.deepEqual(
      world.events.map(({ kind, recordedOnly }) => [kind, recordedOnly]),
      [
        ["create", true],
        ["update", true],
      ],
    );
  });

  it("finds what .get() asks for among its own, and never deletes it", async () => {
    const [id] = await world.deploy(thing("a"));
    const deployment = world.deployment();
    await deployment.register(thing("a"));
    const found = await deployment.read(thing("found"), id ?? "");
    assert.equal(found.outputs.arn, `arn:${id}`);
    await deployment.finish();
    await world.deploy(thing("a"));
    assert.deepEqual(world.calls(), ["create a"]);
  });
});
