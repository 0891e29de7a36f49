import { createContext, Script } from "node:vm";
import { PatternExcess } from "./pattern-excess";

/**
 * How long patterns may hold the event loop at a stretch: so long, and longer by what a linear engine needs for the
 * texts. A body may have many. Ours: AWS ends a request after 29 s, but has more than one machine. It is measured by the
 * clock, which goes on while a laptop is busy with others: what ends by itself needs a few milliseconds of it.
 */
const LIMIT_MS = 100;
const MS_PER_TEXT = 1e-3;
const MS_PER_CHARACTER = 50e-6;

let left = LIMIT_MS;
let isStretch = false;

/**
 * Runs a match that is known to end soon.
 *
 * @throws PatternExcess when those before it have used up the limit
 */
export const measured = <Result>(pattern: string, text: string, run: () => Result): Result => {
  begin(text);
  if (left <= 0) throw tooLong(pattern, text);
  const from = performance.now();
  try {
    return run();
  } finally {
    left -= performance.now() - from;
  }
};

/**
 * Runs a match that may take for ever: V8 looks for the deadline whenever its engine backtracks. That costs 50 to 300
 * microseconds by itself.
 *
 * @throws PatternExcess at the limit, and for what the engine has no room for
 */
export const interrupted = <Result>(pattern: string, text: string, run: () => Result): Result =>
  measured(pattern, text, () => {
    let result: { readonly value: Result } | undefined;
    sandbox.run = () => {
      result = { value: run() };
    };
    try {
      guarded.runInContext(context, { timeout: Math.ceil(left) });
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw code === "ERR_SCRIPT_EXECUTION_TIMEOUT" ? tooLong(pattern, text) : excess(pattern, message);
    } finally {
      sandbox.run = nothing;
    }
    if (!result) throw excess(pattern, "gave no result");
    return result.value;
  });

const nothing = (): unknown => undefined;
const sandbox = { run: nothing };
const context = createContext(sandbox);
const guarded = new Script("run()");

const begin = (text: string): void => {
  if (!isStretch) {
    isStretch = true;
    queueMicrotask(() => {
      isStretch = false;
      left = LIMIT_MS;
    });
  }
  left += MS_PER_TEXT + text.length * MS_PER_CHARACTER;
};

const tooLong = (pattern: string, text: string): PatternExcess =>
  excess(pattern, `held everything for ${LIMIT_MS} ms, at last with ${text.length} characters`);

const excess = (pattern: string, what: string): PatternExcess =>
  new PatternExcess(`the pattern ${JSON.stringify(pattern.slice(0, 200))} ${what}`);
