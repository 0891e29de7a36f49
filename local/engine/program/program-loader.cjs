// The first file of the program process: makes TypeScript readable and loading quick, and starts program.ts.
require("../../loader/typescript.cjs");
require("./quick-sdk.cjs");
require("./program");
