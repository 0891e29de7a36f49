import assert from "node:assert/strict";
import { ExpressionError } from "../../../../../local/languages/expression-error";
import { render } from "./render";

const STORE = JSON.stringify({
  store: {
    book: [
      { title: "A", price: 8.95, tags: ["x"], isbn: "1" },
      { title: "B", price: 12.5, tags: [] },
      { title: "C", price: 22, tags: ["x", "y"], isbn: "3" },
    ],
    open: true,
    none: null,
    "a b": 1,
  },
  limit: 10,
});

describe("vtl: $input", () => {
  const paths: readonly (readonly [path: string, path: string, json: string])[] = [
    ["$.store.book[0].title", "A", '"A"'],
    ["store.book[-1].title", "C", '"C"'],
    ["$['store']['a b']", "1", "1"],
    [
      "$.store.book[0]",
      '{title=A, price=8.95, tags=["x"], isbn=1}',
      '{"title":"A","price":8.95,"tags":["x"],"isbn":"1"}',
    ],
    ["$.store.book[*].title", '["A","B","C"]', '["A","B","C"]'],
    ["$..title", '["A","B","C"]', '["A","B","C"]'],
    ["$.store.book[0,2].title", '["A","C"]', '["A","C"]'],
    ["$.store.book[1:].title", '["B","C"]', '["B","C"]'],
    ["$.store.book[:1].title", '["A"]', '["A"]'],
    ["$.store.book[-1:].title", '["C"]', '["C"]'],
    ["$.store.book[0:2].title", '["A","B"]', '["A","B"]'],
    ["$.store.book[-3:-1].title", '["A","B"]', '["A","B"]'],
    ["$.store.book[0:-1].title", "[]", "[]"],
    ["$.store.book[?(@.price < 10)].title", '["A"]', '["A"]'],
    ["$.store.book[?(@.isbn)].title", '["A","C"]', '["A","C"]'],
    ["$.store.book[?(!@.isbn)].title", '["B"]', '["B"]'],
    ["$.store.book[?(@.price > $.limit && @.title != 'B')].title", '["C"]', '["C"]'],
    ["$.store.book[?(@.title =~ /[ab]/i || @.price == 22)].title", '["A","B","C"]', '["A","B","C"]'],
    ["$.store.book[?('x' in @.tags)].title", '["A","C"]', '["A","C"]'],
    ["$.store.book[?(@.tags contains 'y')].title", '["C"]', '["C"]'],
    ["$.store.book[?(@.tags size 0)].title", '["B"]', '["B"]'],
    ["$..[?(@.price == '22')].title", '["C"]', '["C"]'],
    ["$.store.book.length()", "3", "3"],
    ["$.store.book[*].price.max()", "22.0", "22.0"],
    ["$.store.book[0]['title','isbn']", "{title=A, isbn=1}", '{"title":"A","isbn":"1"}'],
    ["$.store.open", "true", "true"],
    ["$.store.missing", "", '""'],
    ["$.store.none", "", '""'],
    ["$.store.book[7]", "", '""'],
    ["$.store.title.x", "", '""'],
    ["$.missing[*]", "[]", "[]"],
    ["$.limit", "10", "10"],
  ];
  for (const [path, asValue, asJson] of paths) {
    it(`reads ${path}`, () => {
      const given = { body: STORE, stageVariables: { p: path } };
      assert.equal(render("$input.path($stageVariables.p)", given), asValue);
      assert.equal(render("$input.json($stageVariables.p)", given), asJson);
    });
  }

  for (const path of ["$.", "$..", "$.a[", "$.a[?(@.b]", "$.a[x]", "$.a b", "$.a.nope()", "$.a[?(1)]"]) {
    it(`refuses the path ${path}`, () => {
      assert.throws(
        () => render("$input.path($stageVariables.p)", { body: "{}", stageVariables: { p: path } }),
        ExpressionError,
      );
    });
  }

  it("keeps numbers and the order of keys as sent", () => {
    const body = '{"2":1.0,"1":12345678901234567890,"0":1e3,"x":0.1234567890123456789,"z":-0}';
    assert.equal(
      render("$input.json('$')", { body }),
      '{"2":1.0,"1":12345678901234567890,"0":1000.0,"x":0.1234567890123456789,"z":0}',
    );
  });

  it("reads what is no JSON as a string, as the lenient parser of AWS does", () => {
    assert.equal(
      render("$input.path('$')|$input.json('$')|$input.path('$.a')", { body: "a=1&b=2" }),
      'a=1&b=2|"a=1&b=2"|',
    );
    assert.equal(render("#foreach($p in $input.path('$').split('&'))[$p]#end", { body: "a=1&b=2" }), "[a=1][b=2]");
    assert.equal(
      render("$input.json('$')", { body: "{'a': b c, d: [1,], e: 'it\"s',}" }),
      '{"a":"b c","d":[1],"e":"it\\"s"}',
    );
    assert.equal(render("$input.path('$.a')|$input.body", { body: '{"a":' }), '|{"a":');
    assert.equal(
      render("$input.json('$')", { body: "{a} b: 1 2], c: NaN, d: -, e: [3}, 4 5]}" }),
      '{"a} b":"1 2]","c":NaN,"d":0,"e":["3}","4 5"]}',
    );
  });

  it("keeps the control characters of a string without backslashes and drops those of others", () => {
    assert.equal(render("$input.json('$')", { body: '["a\nb","c\nd\\t"]' }), '["a\\nb","cd\\t"]');
  });

  it("has an empty object for an absent body", () => {
    assert.equal(render("$input.body|$input.json('$')|$input.path('$')|$input.path('$.a')"), "{}|{}|{}|");
  });

  it("has no properties but body", () => {
    assert.equal(render("[$input.body.a][$input.x][$input.foo()][$input.path()]", { body: '{"a":1}' }), "[][][][]");
  });

  it("looks for parameters in the path, the query string, the headers", () => {
    const params = { path: { a: "p" }, querystring: { a: "q", b: "q" }, header: { a: "h", b: "h", "X-C": "h" } };
    assert.equal(
      render("$input.params('a')$input.params('b')$input.params('X-C') [$input.params('x-c')]", { params }),
      "pqh []",
    );
    assert.equal(
      render("$input.params()|$input.params().header.get('X-C')|$input.params().querystring.keySet()", { params }),
      "{path={a=p}, querystring={a=q, b=q}, header={a=h, b=h, X-C=h}}|h|[a, b]",
    );
  });

  it("takes a parameter named like a property of every object as absent", () => {
    assert.equal(
      render("[$input.params('constructor')][$input.params('__proto__')][$stageVariables.toString]"),
      "[][][]",
    );
  });
});
