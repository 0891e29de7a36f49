// A process of a function: asks for one key as often as it is told, and says how often it had to load.
import { setTimeout as sleep } from "node:timers/promises";
import { cacheAside, openCache } from "../../../../components/runtime/cache";

const { WHERE = "", REACH = "", LOAD_MS = "" } = process.env;
// Slower than a laptop under twenty processes, so that the test is about the lease.
const cache = openCache(JSON.parse(WHERE), { reach: JSON.parse(REACH), answerTimeoutMs: 5_000 });
const shows = cacheAside<object>(cache, { name: "show", ttlMs: 60_000, leaseMs: 2_000 });

let loads = 0;
const load = async () => {
  loads++;
  await sleep(Number(LOAD_MS));
  return { title: "A" };
};

process.on("message", async (message: { readonly times: number }) => {
  await Promise.all(Array.from({ length: message.times }, () => shows.get("1", "show", load)));
  process.send?.({ loads });
});

// Connected before the race begins.
void cache.get("none").then(() => process.send?.("ready"));
