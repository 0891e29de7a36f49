import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { Processes } from "../../../local/lifecycle/processes";

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
};

/** A container without an init process keeps the dead children of a killed parent. */
const isZombie = (pid: number): boolean => {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

const groupOf = (group: number): number[] => {
  if (process.platform !== "linux") return [group];
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ")[2] === String(group);
      } catch {
        return false;
      }
    });
};

const startParent = async (marker = ""): Promise<{ parent: ChildProcess; pids: number[] }> => {
  const parent = spawn(process.execPath, ["--import", "tsx", join(__dirname, "parent.fixture.ts"), marker], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: parent.stdout }), "line");
  return { parent, pids: JSON.parse(line) };
};

const allGoneWithin = async (pids: readonly number[], ms: number): Promise<number[]> => {
  const deadline = Date.now() + ms;
  while (Date.now() < deadline && pids.some(isAlive)) await pause(20);
  return pids.filter(isAlive);
};

describe("children of the local cloud", () => {
  it("are gone within two seconds of a kill -9 of the parent, whatever they do", async () => {
    const { parent, pids } = await startParent();
    await pause(200);
    const all = [...new Set([...pids, ...pids.flatMap(groupOf)])];
    assert.deepEqual(pids.filter(isAlive), pids, "all of them run before");
    const exited = once(parent, "exit");
    parent.kill("SIGKILL");
    await exited;
    assert.deepEqual(await allGoneWithin(all, 2_000), []);
  });

  it("take the file with them that says it is ready", async () => {
    const folder = mkdtempSync(join(tmpdir(), "it's ready "));
    const marker = join(folder, "outputs $HOME.json ");
    writeFileSync(marker, "{}");
    const { parent, pids } = await startParent(marker);
    assert.ok(existsSync(marker));
    parent.kill("SIGKILL");
    for (const until = Date.now() + 5_000; existsSync(marker) && Date.now() < until; ) await pause(10);
    assert.equal(existsSync(marker), false);
    await allGoneWithin(pids, 2_000);
    rmSync(folder, { recursive: true });
  });

  it("are gone after close, which waits for them", async () => {
    const processes = new Processes();
    const script = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1e6)";
    const child = processes.spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "ignore"] });
    const exited = once(child, "exit");
    if (child.stdout) await once(child.stdout, "data");
    await processes.close();
    await exited;
    assert.equal(child.signalCode, "SIGKILL");
  });

  it("do not start once everything has been ended", async () => {
    const processes = new Processes();
    await processes.close();
    assert.throws(() => processes.spawn("/bin/true", [], {}), {
      message: "/bin/true is not started: the local cloud is ending",
    });
  });

  it("keep their arguments, environment, pipes and exit code", async () => {
    const processes = new Processes();
    const child = processes.spawn(
      process.execPath,
      ["-e", "process.stdout.write(process.argv[1] + process.env.WORD); process.exit(7)", "a 'b' $c"],
      { env: { WORD: '\n"w"' }, stdio: ["ignore", "pipe", "ignore"] },
    );
    let printed = "";
    child.stdout?.on("data", (chunk) => {
      printed += chunk;
    });
    const [code] = await once(child, "close");
    assert.deepEqual([printed, code], ["a 'b' $c\n\"w\"", 7]);
    await processes.close();
  });

  it("may talk over an IPC channel", async () => {
    const processes = new Processes();
    const child = processes.spawn(
      process.execPath,
      ["-e", "process.on('message', (m) => process.send({ got: m }, () => process.exit(0)))"],
      {
        stdio: ["ignore", "ignore", "ignore", "ipc"],
      },
    );
    child.send("hello");
    const [message] = await once(child, "message");
    assert.deepEqual(message, { got: "hello" });
    await processes.close();
  });

  it("report a command that does not exist by its exit code", async () => {
    const processes = new Processes();
    const child = processes.spawn("/nowhere/at-all", [], { stdio: "ignore" });
    const [code] = await once(child, "exit");
    assert.equal(code, 127);
    await processes.close();
  });
});
