import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { Failure } from "../../../../../local/services/apigateway/failures/failure";
import { HeaderList } from "../../../../../local/services/apigateway/http/header-list";
import { sendHttp } from "../../../../../local/services/apigateway/integrations/http-client";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

describe("apigateway: requests to HTTP endpoints", () => {
  let endpoint: Server;
  /** What the endpoint does with the n-th request on a connection. */
  let behave: (socket: Socket, count: number) => void;
  let heard: string;
  const sockets = new Set<Socket>();

  before(async () => {
    endpoint = createServer((socket) => {
      let count = 0;
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("data", (bytes) => {
        heard += bytes.toString("latin1");
        behave(socket, ++count);
      });
    }).listen(0, "127.0.0.1");
    await once(endpoint, "listening");
  });
  beforeEach(() => {
    heard = "";
    behave = (socket) => socket.write(OK);
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
  });
  after(() => endpoint.close());

  const origin = () => `127.0.0.1:${(endpoint.address() as AddressInfo).port}`;

  const send = (uri: string, headers: [string, string][] = [], query: [string, string][] = []) =>
    sendHttp(
      { method: "POST", uri, headers: new HeaderList(headers), query, body: Buffer.from("x") },
      false,
      new AbortController().signal,
    );

  const failed = async (uri: string): Promise<unknown[]> => {
    const error = await send(uri).catch((reason: unknown) => reason);
    assert.ok(error instanceof Failure, String(error));
    return [error.type, error.details.status, error.text];
  };

  it("writes header values as UTF-8, every value on a line of its own, and any text into the query", async () => {
    const answer = await send(
      `http://${origin()}/a?b=1`,
      [
        ["X-Two", "grün 你"],
        ["X-Two", "2\r\nInjected: 1"],
        ["bad name", "x"],
      ],
      [["q", "\ud800 &ü"]],
    );
    assert.equal(answer.body.toString(), "ok");
    const text = Buffer.from(heard, "latin1").toString();
    assert.match(text, /^POST \/a\?b=1&q=%EF%BF%BD%20%26%C3%BC HTTP\/1.1\r\n/);
    assert.match(text, /X-Two: grün 你\r\nX-Two: 2 Injected: 1\r\n/);
    assert.doesNotMatch(text, /bad name/);
  });

  it("sends once more what a kept connection swallowed by closing", async () => {
    await send(`http://${origin()}/`);
    behave = (socket, count) => (count > 1 ? socket.resetAndDestroy() : socket.write(OK));
    assert.equal((await send(`http://${origin()}/`)).status, 200);
  });

  it("tells what the endpoint did wrong", async () => {
    const network = ["INTEGRATION_FAILURE", 504, "Network error communicating with endpoint"];
    behave = (socket) => socket.resetAndDestroy();
    assert.deepEqual(await failed(`http://${origin()}/`), network);
    behave = (socket) => socket.end("this is no HTTP\r\n\r\n");
    assert.deepEqual(await failed(`http://${origin()}/`), network);
    behave = (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort");
    assert.deepEqual(await failed(`http://${origin()}/`), network);
    assert.deepEqual(await failed(`https://${origin()}/`), network);
  });

  it("takes no endpoint at all, and what is no HTTP address, for a configuration error", async () => {
    const configuration = ["API_CONFIGURATION_ERROR", undefined, "Internal server error"];
    for (const uri of ["http://nowhere.invalid/", "ftp://127.0.0.1/", "http://", "http://a b/"]) {
      assert.deepEqual(await failed(uri), configuration, uri);
    }
  });
});
