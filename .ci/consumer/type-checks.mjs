/** The strictest that a user may ask for. */
const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  isolatedModules: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  skipLibCheck: false,
};

const USUAL = { target: "es2022", lib: ["es2023"], types: ["node"], esModuleInterop: true, noEmit: true };

/** Ways to resolve modules, each with a TypeScript that has it: settings by name. */
const WAYS = {
  "commonjs, node10, TypeScript 5": ["typescript", { module: "commonjs", moduleResolution: "node10" }],
  "commonjs, node10, TypeScript 6": [
    "typescript-6",
    { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" },
  ],
  "node16, TypeScript 5": ["typescript", { module: "node16", moduleResolution: "node16" }],
  "nodenext, TypeScript 6": ["typescript-6", { module: "nodenext", moduleResolution: "nodenext" }],
  "bundler, TypeScript 6": [
    "typescript-6",
    { module: "esnext", moduleResolution: "bundler", verbatimModuleSyntax: true },
  ],
};

/** The name of each check, the compiler it takes, and its tsconfig.json. */
export const typeChecks = (files) =>
  Object.entries(WAYS).map(([name, [compiler, way]]) => ({
    name,
    compiler: `node_modules/${compiler}/bin/tsc`,
    config: { compilerOptions: { ...STRICT, ...USUAL, ...way }, files },
  }));
