import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import type { Writable } from "node:stream";

type Ending = "kill" | "shutdown";

/**
 * Reads what is alive from its standard input, one `<ending> <pid>` or `gone <pid>` a line, and ends all of it at the
 * end of the input. The input ends when its last writer does, so a `kill -9` of the local cloud is noticed too.
 * A group is killed by `-pid`; servers first get the chance to end processes that left their group. Its arguments are
 * files that go first of all: they say that the local cloud is ready.
 */
const REAPER = `
trap '' HUP INT QUIT TERM
kill=' '
shutdown=' '
forget() {
  case "$kill" in *" $1 "*) kill="\${kill%% $1 *} \${kill#* $1 }";; esac
  case "$shutdown" in *" $1 "*) shutdown="\${shutdown%% $1 *} \${shutdown#* $1 }";; esac
}
living() {
  for pid in $shutdown; do kill -0 "$pid" 2>/dev/null && return 0; done
  return 1
}
while read -r word pid; do
  case $word in
    kill) kill="$kill$pid ";;
    shutdown) shutdown="$shutdown$pid ";;
    gone) forget "$pid";;
  esac
done
rm -f -- "$@"
for pid in $kill; do kill -KILL "-$pid" 2>/dev/null; done
for signal in INT QUIT; do
  for pid in $shutdown; do kill -$signal "$pid" 2>/dev/null; done
  for tenth in 1 2 3 4 5 6; do living || break; sleep 0.1; done
done
for pid in $shutdown; do kill -KILL "-$pid" 2>/dev/null; done
exit 0
`;

/**
 * What every child runs first: it announces itself to the reaper and then becomes the command. So there is no moment
 * in which a child is alive and the reaper does not know it, not even when the local cloud is killed right after a fork.
 * When the reaper is already through, the command is not started.
 */
const ANNOUNCE = (descriptor: number): string =>
  `printf '%s %s\\n' "$1" $$ >&${descriptor} || exit 125; shift; exec ${descriptor}>&-; exec "$@"`;

/** A small shell process that outlives the local cloud by just as long as it takes to end its children. */
export class Reaper {
  private readonly alive = new Map<number, Ending>();
  private process: ChildProcess;
  private closing = false;

  constructor(private readonly markers: readonly string[]) {
    this.process = this.start();
  }

  /** Starts `command` in a group of its own. Its process id is the group's. */
  spawn(ending: Ending, command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    if (this.closing) throw new Error(`${command} is not started: the local cloud is ending`);
    const stdio = listed(options.stdio);
    const child = spawn("/bin/sh", ["-c", ANNOUNCE(stdio.length), "sh", ending, command, ...args], {
      ...options,
      stdio: [...stdio, this.input],
      detached: true,
    });
    const { pid } = child;
    if (pid === undefined) return child;
    this.alive.set(pid, ending);
    child.once("exit", () => {
      this.alive.delete(pid);
      this.input.write(`gone ${pid}\n`);
    });
    return child;
  }

  /** Ends what is still alive and waits until the reaper is through with it. */
  async close(): Promise<void> {
    this.closing = true;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    // Until now it did not keep this process alive.
    this.process.ref();
    this.input.end();
    await ended;
  }

  private start(): ChildProcess {
    const command = ["-c", REAPER, "sh", ...this.markers];
    const reaper = spawn("/bin/sh", command, { stdio: ["pipe", "ignore", "ignore"], detached: true });
    reaper.unref();
    // Ends with the reaper; the next one is told everything again.
    reaper.stdin.on("error", () => {});
    reaper.once("exit", () => {
      if (this.closing) return;
      this.process = this.start();
      for (const [pid, ending] of this.alive) this.input.write(`${ending} ${pid}\n`);
    });
    return reaper;
  }

  private get input(): Writable {
    const { stdin } = this.process;
    if (!stdin) throw new Error("the reaper was started without a pipe; this is a defect of the local cloud");
    return stdin;
  }
}

type Stdio = Extract<SpawnOptions["stdio"], readonly unknown[]>;

const listed = (stdio: SpawnOptions["stdio"]): Stdio => {
  if (Array.isArray(stdio)) return stdio;
  const all = typeof stdio === "string" ? stdio : "pipe";
  return [all, all, all];
};
