import assert from "node:assert/strict";
import { hasColours } from "../../../local/terminal/colours";

const terminal = { isTTY: true };
const file = {};

describe("colours", () => {
  it("are for terminals that know them", () => {
    assert.equal(hasColours(terminal, { TERM: "xterm" }), true);
    assert.equal(hasColours(terminal, {}), true);
    assert.equal(hasColours(terminal, { TERM: "dumb" }), false);
    assert.equal(hasColours(file, { TERM: "xterm" }), false);
  });

  it("are left out for NO_COLOR, whatever its value, unless that is empty", () => {
    for (const value of ["1", "0", "false", " "]) assert.equal(hasColours(terminal, { NO_COLOR: value }), false, value);
    assert.equal(hasColours(terminal, { NO_COLOR: "1", FORCE_COLOR: "1" }), false);
    assert.equal(hasColours(terminal, { NO_COLOR: "" }), true);
  });

  it("are forced by FORCE_COLOR, or kept away", () => {
    assert.equal(hasColours(file, { FORCE_COLOR: "1" }), true);
    assert.equal(hasColours(terminal, { TERM: "dumb", FORCE_COLOR: "3" }), true);
    assert.equal(hasColours(terminal, { FORCE_COLOR: "0" }), false);
  });
});
