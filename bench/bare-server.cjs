// The least that answers HTTP in Node: reads the body, sends a little JSON. Tells its parent the port.
const { createServer } = require("node:http");

const server = createServer((request, response) => {
  request
    .resume()
    .on("end", () => response.writeHead(200, { "content-type": "application/json" }).end('{"bare":true}'));
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
