import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from "node:fs";
import { dataPath } from "./data-path";
import type { Log } from "./log";

export interface TerminalLogOptions {
  /** Folder of the log files; made if need be. */
  readonly folder: string;
  /** Where lines are shown. */
  readonly write: (text: string) => void;
  /** With colours, for a terminal. */
  readonly colours: boolean;
}

/** Nobody sees the difference, and a write for each line would be a tenth of what a request costs. */
const DELAY_MS = 20;

/**
 * Shows everything and keeps it: output of a source in `<source>.log`, the rest in `cloud.log`. Output waits up to
 * 20 ms for more of it; it is written at the latest when the process exits.
 */
export class TerminalLog implements Log {
  private readonly files = new Map<string, LogFile>();
  private shown = "";
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: TerminalLogOptions) {
    mkdirSync(options.folder, { recursive: true });
    process.once("exit", this.flush);
  }

  info(source: string, line: string): void {
    this.show(DIM, source, line);
    this.keep("cloud", `${source}: ${line}`);
    this.flush();
  }

  warn(source: string, line: string): void {
    this.show(YELLOW, `warning: ${source}`, line);
    this.keep("cloud", `warning: ${source}: ${line}`);
    this.flush();
  }

  output(source: string, line: string, { shown } = { shown: true }): void {
    if (shown) this.show(DIM, source, line);
    this.keep(source, line);
    this.timer ??= setTimeout(this.flush, DELAY_MS).unref();
  }

  /** Once everything is written. */
  close(): void {
    this.flush();
    process.off("exit", this.flush);
    for (const file of this.files.values()) file.close();
    this.files.clear();
  }

  private readonly flush = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.shown;
    this.shown = "";
    if (text !== "") this.options.write(text);
    for (const file of this.files.values()) file.flush();
  };

  private show(colour: string, source: string, line: string): void {
    this.shown += this.options.colours ? `${colour}${source}${RESET}  ${line}\n` : `${source}  ${line}\n`;
  }

  private keep(source: string, line: string): void {
    let file = this.files.get(source);
    if (!file) {
      file = new LogFile(this.options.folder, `${source.replace(/[^\w.-]/g, "_").slice(0, MAX_NAME)}.log`);
      this.files.set(source, file);
    }
    file.add(line);
  }
}

/** Names of APIs are up to 1,024 characters long, those of files 255. */
const MAX_NAME = 200;

const KEPT_BYTES = 10 * 1024 * 1024;

/** A log file of which the last lines are still to be written. The terminal shows everything even when it cannot be. */
class LogFile {
  private readonly descriptor: number | undefined;
  private unwritten = "";

  constructor(folder: string, name: string) {
    try {
      const path = dataPath(folder, name);
      // What earlier runs left makes room once it is large.
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > KEPT_BYTES) renameSync(path, `${path}.1`);
      this.descriptor = openSync(path, "a");
    } catch {
      this.descriptor = undefined;
    }
  }

  add(line: string): void {
    if (this.descriptor !== undefined) this.unwritten += `${line}\n`;
  }

  flush(): void {
    if (this.descriptor === undefined || this.unwritten === "") return;
    const text = this.unwritten;
    this.unwritten = "";
    try {
      writeSync(this.descriptor, text);
    } catch {
      // The disk is full.
    }
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }
}

const DIM = "\u001b[2m";
const YELLOW = "\u001b[33m";
const RESET = "\u001b[0m";
