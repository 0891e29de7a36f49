import assert from "node:assert/strict";
import { HeaderList } from "../../../../../local/services/apigateway/http/header-list";
import type { ViewerRequest } from "../../../../../local/services/cloudfront/edge/message";
import { asAsked } from "../../../../../local/services/cloudfront/edge/part-of-object";

const answer = {
  status: 200,
  headers: new HeaderList([
    ["Content-Type", "text/plain"],
    ["ETag", '"v1"'],
    ["Last-Modified", "Mon, 30 Nov 2026 12:00:00 GMT"],
  ]),
  body: Buffer.from("abcdefghij"),
};

const asked = (headers: Readonly<Record<string, string>>, method = "GET", cached = true) => {
  const request = { method, headers: new HeaderList(Object.entries(headers)) } as ViewerRequest; // all that is looked at
  const found = asAsked(answer, request, cached);
  return [found.status, found.body.toString(), found.headers.get("content-range")];
};

describe("what a viewer gets of an object that is there", () => {
  for (const [headers, expected] of [
    [{}, [200, "abcdefghij", undefined]],
    [{ range: "bytes=2-4" }, [206, "cde", "bytes 2-4/10"]],
    [{ range: "bytes=7-" }, [206, "hij", "bytes 7-9/10"]],
    [{ range: "bytes=-3" }, [206, "hij", "bytes 7-9/10"]],
    [{ range: "bytes=8-99" }, [206, "ij", "bytes 8-9/10"]],
    [{ range: "bytes=10-12" }, [416, "", "bytes */10"]],
    [{ range: "bytes=5-2" }, [200, "abcdefghij", undefined]],
    [{ range: "lines=1-2" }, [200, "abcdefghij", undefined]],
    [{ range: "bytes=2-4", "if-range": '"v1"' }, [206, "cde", "bytes 2-4/10"]],
    [{ range: "bytes=2-4", "if-range": '"v0"' }, [200, "abcdefghij", undefined]],
    [{ "if-none-match": '"v0", W/"v1"' }, [304, "", undefined]],
    [{ "if-none-match": '"v0"', "if-modified-since": "Tue, 01 Dec 2026 00:00:00 GMT" }, [200, "abcdefghij", undefined]],
    [{ "if-modified-since": "Mon, 30 Nov 2026 12:00:00 GMT" }, [304, "", undefined]],
    [{ "if-modified-since": "Sun, 29 Nov 2026 12:00:00 GMT" }, [200, "abcdefghij", undefined]],
  ] as const) {
    it(`who asks with ${JSON.stringify(headers)}`, () => assert.deepEqual(asked(headers), expected));
  }

  it("is whole where the origin has just answered whole, and where the method is another", () => {
    assert.equal(asked({ range: "bytes=2-4" }, "GET", false)[0], 200);
    assert.equal(asked({ range: "bytes=2-4" }, "POST")[0], 200);
  });
});
