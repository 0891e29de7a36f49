import assert from "node:assert/strict";
import { leftText, money, plain } from "../../sites/house/words";

describe("the words of the house", () => {
  it("write money in the units of its currency", () => {
    assert.deepEqual(
      [money(1200, "EUR"), money(1200, "JPY"), money(1200, "BHD").replace(/\s/g, " "), money(0, "EUR")],
      ["€12.00", "JP¥1,200", "BHD 1.200", "€0.00"],
    );
  });

  it("say how many seats are left", () => {
    assert.deepEqual([0, 1, 2, 10, 11].map(leftText), [
      "Sold out",
      "Last seat",
      "Last 2 seats",
      "Last 10 seats",
      "11 seats left",
    ]);
  });

  it("compare what is typed without case and accents", () => {
    assert.equal(plain("Kraków, ŁÓDŹ, Ærø"), plain("krakow, lodz, ÆRØ"));
  });
});
