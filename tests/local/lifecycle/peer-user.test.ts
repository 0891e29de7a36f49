import assert from "node:assert/strict";
import { connect, createServer, type NetConnectOpts, type Socket } from "node:net";
import { peerUser, userInListing, userInTables } from "../../../local/lifecycle/peer-user";
import { listen } from "../../../local/wire/transport/listen";

describe("the user at the other end of a connection", () => {
  const server = createServer();
  let port = 0;
  before(async () => {
    port = await listen(server, 0);
  });
  after(() => server.close());

  const accepted = async (from: Partial<NetConnectOpts>): Promise<[client: Socket, socket: Socket]> => {
    const arrival = new Promise<Socket>((resolve) => server.once("connection", resolve));
    const client = connect({ host: "127.0.0.1", ...from, port });
    return [client, await arrival];
  };

  it("is the own one for a connection of this process, from every address and over both families", async () => {
    const clients = [
      {},
      { host: "::ffff:127.0.0.1" },
      ...(process.platform === "linux" ? [{ localAddress: "127.7.0.3" }] : []),
    ];
    for (const from of clients) {
      const [client, socket] = await accepted(from);
      assert.equal(await peerUser(socket), process.getuid?.(), JSON.stringify(from));
      client.destroy();
    }
  });

  it("cannot be told of a connection that is gone", async () => {
    const [client, socket] = await accepted({});
    socket.on("error", () => {});
    client.resetAndDestroy();
    await new Promise((resolve) => socket.resume().once("close", resolve));
    assert.equal(await peerUser(socket), undefined);
  });

  const from = { address: "127.0.0.1", port: 40_000 };
  const to = { address: "127.0.0.1", port: 4567 };

  it("is read from Linux's tables, of the one end that is open", () => {
    const row = (local: string, remote: string, state: string, user: number) =>
      `   7: ${local} ${remote} ${state} 00000000:00000000 02:000004A6 00000000 ${String(user).padStart(5)}        0 51234 2 0000000000000000 20 4 30 10 -1`;
    const [client, server] = ["0100007F:9C40", "0100007F:11D7"];
    const others = [
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
      row(server, "00000000:0000", "0A", 1),
      row(server, client, "01", 2),
      row("0500007F:9C40", server, "01", 3),
      row(client, "0100007F:11D8", "01", 4),
      // Nobody's any more: they count as root's.
      row(client, server, "06", 0),
      row(client, server, "05", 0),
    ];
    assert.equal(userInTables(others.join("\n"), from, to), undefined);
    assert.equal(userInTables([...others, row(client, server, "01", 1000)].join("\n"), from, to), 1000);
    const mapped = (end: string) => `0000000000000000FFFF0000${end}`;
    assert.equal(userInTables([...others, row(mapped(client), mapped(server), "01", 1001)].join("\n"), from, to), 1001);
  });

  it("is read from the listing of lsof", () => {
    const text = [
      "p812",
      "u501",
      "f21",
      "n127.0.0.1:4567->127.0.0.1:40000",
      "p913",
      "u502",
      "f7",
      "n127.0.0.1:40001->127.0.0.1:4567",
      "f9",
      "n127.0.0.1:40000->127.0.0.1:4567",
    ];
    assert.equal(userInListing(text.join("\n"), from, to), 502);
    assert.equal(userInListing(text.slice(0, -1).join("\n"), from, to), undefined);
  });
});
