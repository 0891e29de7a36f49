// Makes Pulumi's SDK load in two thirds of its time. Plain JavaScript, like all that runs before TypeScript can be read.
const Module = require("node:module");

/** What the SDK loads in every program and only serialised functions need. Loaded when something reads it. */
const RARE = new Set(["typescript", "@npmcli/arborist"]);

const load = Module._load;
Module._load = function (request, parent, isMain) {
  if (!RARE.has(request) || !parent?.filename?.includes("@pulumi")) return load.call(this, request, parent, isMain);
  const real = () => load.call(this, request, parent, isMain);
  return new Proxy(
    {},
    {
      // Said here, so that the SDK takes the module as it is instead of copying all it holds.
      get: (_, property) => (property === "__esModule" ? true : Reflect.get(real(), property)),
      has: (_, property) => Reflect.has(real(), property),
    },
  );
};
