// The first file of the program process: makes TypeScript readable and loading quick, and starts program.ts.
const Module = require("node:module");
require("../typescript.cjs");

/**
 * What Pulumi's SDK loads in every program and only serialised functions need, a third of its time. Loaded when
 * something reads it.
 */
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

require("./program.ts");
