import assert from "node:assert/strict";
import type { Registration } from "../../../../local/engine/program/registration";
import { thing, World } from "../world";

/** Everything after the interruption is as after a `kill -9`: neither the state nor anybody else hears of it. */
const never = new Promise<void>(() => {});

describe("a deployment that is cut short", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.end());

  /** Deploys until `call` would be made and stops there, before or after the service has done it. */
  const cutShort = async (registrations: Registration[], call: string, when: "before" | "after"): Promise<void> => {
    const reached = new Promise<void>((resolve) => {
      world.things.interrupt = async (current) => {
        if (current !== call) return;
        if (when === "after") {
          world.things.calls.push(current);
          if (call.startsWith("delete"))
            for (const id of world.things.alive.keys())
              if (id.startsWith(`${call.split(" ")[1]}-`)) world.things.alive.delete(id);
        }
        resolve();
        await never;
      };
    });
    const deployment = world.deployment();
    const run = async () => {
      for (const registration of registrations) await deployment.register(registration);
      await deployment.finish();
    };
    void run();
    await reached;
    world.things.interrupt = () => {};
    await world.restart();
    world.calls();
  };

  it("in a creation: creates once more, under the same name", async () => {
    const names: string[] = [];
    const create = world.things.type.create;
    Object.assign(world.things.type, {
      create: (...args: Parameters<typeof create>) => {
        names.push(args[1].autoName());
        return create(...args);
      },
    });
    await cutShort([thing("a")], "create a", "after");
    const [id] = await world.deploy(thing("a"));
    assert.deepEqual(names, [id, id]);
    assert.deepEqual(world.calls(), ["create a"]);
    await world.deploy(thing("a"));
    assert.deepEqual(world.calls(), []);
  });

  it("in a creation that the program no longer wants: finds it again and deletes it", async () => {
    await cutShort([thing("a")], "create a", "after");
    await world.deploy();
    assert.deepEqual(world.calls(), ["create a", "delete a"]);
    assert.equal(world.things.alive.size, 0);
    await world.deploy();
    assert.deepEqual(world.calls(), []);
  });

  it("in an update: updates once more though the inputs are back to what they were", async () => {
    await world.deploy(thing("a", { color: "red" }));
    await cutShort([thing("a", { color: "blue" })], 'update a {"color":"red"}', "before");
    await world.deploy(thing("a", { color: "red" }));
    assert.deepEqual(world.calls(), ['update a {"color":"red"}']);
  });

  it("in the creation of a replacement: the old one is still deleted in the end", async () => {
    await world.deploy(thing("a", { size: 1 }));
    await cutShort([thing("a", { size: 2 })], "create a", "before");
    const [id] = await world.deploy(thing("a", { size: 2 }));
    assert.deepEqual(world.calls(), ["create a", "delete a"]);
    assert.deepEqual([...world.things.alive.keys()], [id]);
  });

  it("in the deletion before a replacement: deletes once more, then creates", async () => {
    const options = { deleteBeforeReplace: true };
    await world.deploy(thing("a", { size: 1 }, options));
    await cutShort([thing("a", { size: 2 }, options)], "delete a", "after");
    const [id] = await world.deploy(thing("a", { size: 2 }, options));
    assert.deepEqual(world.calls(), ["delete a", "create a"]);
    assert.deepEqual([...world.things.alive.keys()], [id]);
  });

  it("among the deletions: goes on with those that are left", async () => {
    await world.deploy(thing("a"), thing("b"));
    await cutShort([], "delete a", "before");
    await world.deploy();
    assert.deepEqual(world.calls(), ["delete a"]);
    await world.deploy();
    assert.deepEqual(world.calls(), []);
  });

  it("creates again what is gone from the service", async () => {
    const [id] = await world.deploy(thing("a"));
    world.things.alive.clear();
    const [next] = await world.deploy(thing("a"));
    assert.notEqual(next, id);
    assert.deepEqual(world.calls(), ["create a", "create a"]);
  });
});
