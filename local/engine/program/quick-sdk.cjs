// Makes Pulumi's SDK load in two thirds of its time. Plain JavaScript, like all that runs before TypeScript can be read.
const Module = require("node:module");

/** What the SDK loads in every program and only serialised functions need. Loaded when something reads it. */
const RARE = new Set(["typescript", "@npmcli/arborist"]);

const load = Module._load;
Module._load = function (request, parent, isMain) {
  const real = () => load.call(this, request, parent, isMain);
  if (!parent?.filename?.includes("@pulumi")) return real();
  if (/(^|\/)debuggable$/.test(request)) return untraced(real());
  if (!RARE.has(request)) return real();
  return new Proxy(
    {},
    {
      // Said here, so that the SDK takes the module as it is instead of copying all it holds.
      get: (_, property) => (property === "__esModule" ? true : Reflect.get(real(), property)),
      has: (_, property) => Reflect.has(real(), property),
    },
  );
};

const quick = new WeakSet();

/** The SDK notes for each promise where it was made, and reads that only when it is told to look for leaks. */
const untraced = (debuggable) => {
  if (debuggable.debugPromiseLeaks || quick.has(debuggable)) return debuggable;
  quick.add(debuggable);
  const { debuggablePromise } = debuggable;
  debuggable.debuggablePromise = (...args) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(...args);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
  return debuggable;
};
