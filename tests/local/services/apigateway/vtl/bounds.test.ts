import assert from "node:assert/strict";
import { ExpressionError } from "../../../../../local/languages/expression-error";
import { render } from "./render";

const DOUBLE = '#foreach($i in [1..60])#set($s = "$s$s")#end';
const LOOPS = "#foreach($i in [1..1000])#foreach($j in [1..1000])#foreach($k in [1..1000])x#end#end#end";

/** Each of these would run for hours, fill the memory or exhaust the stack without a bound. */
const RUNAWAYS: Readonly<Record<string, string>> = {
  "nested loops": LOOPS,
  "a doubled string": `#set($s = "xxxxxxxx")${DOUBLE}`,
  "a string doubled by +": '#set($s = "x")#foreach($i in [1..60])#set($s = $s + $s)#end',
  "a doubled list": "#set($l = [1])#foreach($i in [1..60])#set($x = $l.addAll($l))#end",
  "a huge range": "#set($r = [1..2000000000])",
  "a huge integer": "#set($n = 99)#foreach($i in [1..900])#set($n = $n * $n)#end",
  "a huge repetition": "#set($s = 'abc')$s.repeat(2000000000)",
  "replacements that grow": "#set($s = 'aaaa')#foreach($i in [1..50])#set($s = $s.replace('a', 'aaaa'))#end",
  "regular replacements that grow": "#set($s = 'aaaa')#foreach($i in [1..50])#set($s = $s.replaceAll('a', 'aaaa'))#end",
  "a joined text that grows": "#set($s = 'a')#foreach($i in [1..50])#set($s = $s.join($s, [$s, $s]))#end",
  "a value inside itself": "#set($m = {})#set($m.m = $m)$m",
  "a list inside itself": "#set($l = [])#set($x = $l.add($l))$l.hashCode()",
  "equality of values inside themselves":
    "#set($l = [])#set($k = [])#set($x = $l.add($l))#set($x = $k.add($k))#if($l == $k)#end",
  "deep parentheses": `#set($a = ${"(".repeat(5000)}1${")".repeat(5000)})`,
  "deep lists": `#set($a = ${"[".repeat(5000)}${"]".repeat(5000)})`,
  "deep calls": `${"$a.b(".repeat(5000)}1${")".repeat(5000)}`,
  "deep conditions": `${"#if(true)".repeat(5000)}${"#end".repeat(5000)}`,
  "deep strings": '#set($s = "$x.y(""$x.y(""""$z"""")"")")'.repeat(1) + "#if(true)".repeat(400),
  "many negations": `#if(${"!".repeat(5000)}true)#end`,
  "a pattern that backtracks": "#set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')$s.matches('(?=(a+)+b).*')",
  "an oversized template": "x".repeat(310 * 1024),
};

describe("vtl: bounds", function () {
  this.timeout(30_000);

  for (const [what, template] of Object.entries(RUNAWAYS)) {
    it(`ends ${what} with a ExpressionError`, () => {
      assert.throws(() => render(template), ExpressionError);
    }).timeout(5000);
  }

  it("allows what fits into the documented limits", () => {
    const body = JSON.stringify({ items: Array.from({ length: 1000 }, (_, id) => ({ id, tags: ["a", "b"] })) });
    const text = render(
      '#foreach($i in $input.path("$.items"))#foreach($t in $i.tags)$i.id$t#if($foreach.hasNext),#end#end;#end',
      { body },
    );
    assert.equal(text.length, Array.from({ length: 1000 }, (_, id) => `${id}a,${id}b;`).join("").length);
  });

  it("reads a body of megabytes", () => {
    const body = JSON.stringify({ text: "x".repeat(5_000_000) });
    assert.equal(render("$input.path('$.text').length()", { body }), "5000000");
    assert.equal(render("$input.json('$.text').length()", { body }), "5000002");
  });

  it("takes JSON nested too deeply for what is not there", () => {
    assert.equal(render("[$input.path('$')]", { body: "[".repeat(100_000) }), "[]");
  });
});
