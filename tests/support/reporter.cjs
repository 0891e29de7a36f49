const { reporters } = require("mocha");

// https://no-color.org; Mocha knows only its own flag.
if (process.env.NO_COLOR) reporters.Base.useColors = false;

/** Mocha's spec reporter, closing with the line that CI reads: `N passed, N failed`. */
module.exports = class extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ""}`);
  }
};
