import { COMMANDS, type CommandFacts, keysOf } from "../commands";
import { OK, type ProtocolVersion, type Reply, ReplyError, ReplyMap, Status, written } from "../resp/reply";
import { word } from "../server/command";
import type { ServerConnection } from "../server/server";
import { slotOf } from "../slots";
import { clusterCommand } from "./cluster";
import type { Door, Visitor } from "./door";

/** fidelity: docs: ElastiCache user guide, "Authenticating with IAM": connections end after 12 hours */
const SIGNED_IN_MS = 12 * 3_600_000;

/** Those that may come before anybody has signed in. */
const OPEN: ReadonlySet<string> = new Set(["AUTH", "HELLO", "QUIT", "RESET"]);

/** One connection of a client: who it is, what it may do, and what of it the server executes. */
export class Session {
  private visitor: Visitor | undefined;
  private version: ProtocolVersion = 2;
  private name = "";
  private inTransaction = false;
  private spoiled = false;
  private signedInAt = 0;
  ended = false;

  constructor(
    private readonly door: Door,
    private readonly server: ServerConnection,
    private readonly id: number,
    /** Of the reader's port, which takes no writes. */
    private readonly readsOnly: boolean,
  ) {
    this.visitor = door.anybody;
  }

  /** The reply to a command, in the order in which they come. */
  take(words: readonly Buffer[]): Buffer | Promise<Buffer> {
    const name = word(words[0]);
    const facts = COMMANDS.get(name);
    const refusal = facts ? this.refusal(name, facts, words.slice(1)) : unknown(words);
    if (refusal) {
      if (this.inTransaction) this.spoiled = true;
      return this.written(refusal);
    }
    const own = this.own[name];
    if (own && this.inTransaction) {
      this.spoiled = true;
      return this.written(new ReplyError("ERR Command not allowed inside a transaction"));
    }
    if (own) return this.answer(own(words.slice(1)));
    return this.handOn(name, words);
  }

  private refusal(name: string, facts: CommandFacts, args: readonly Buffer[]): ReplyError | undefined {
    const count = args.length + 1;
    if (facts.arity < 0 ? count < -facts.arity : count !== facts.arity)
      return new ReplyError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
    if (OPEN.has(name)) return undefined;
    if (!this.visitor) return new ReplyError("NOAUTH Authentication required.");
    if (this.visitor.byToken && this.door.now() - this.signedInAt > SIGNED_IN_MS) {
      this.ended = true;
      return new ReplyError("NOAUTH Authentication required.");
    }
    const { rules, name: user } = this.visitor;
    const subcommand = SUBCOMMANDS.has(name) ? args[0]?.toString("latin1") : undefined;
    if (!rules.allows(name, facts, subcommand)) {
      const command = subcommand === undefined ? name : `${name}|${subcommand}`;
      return new ReplyError(`NOPERM User ${user} has no permissions to run the '${command.toLowerCase()}' command`);
    }
    const keys = keysOf(facts, args);
    const closed = keys.find((key) => !rules.reaches(key, facts));
    if (closed) {
      this.door.warn(`${user} may not ${name} the key ${closed}`);
      return new ReplyError("NOPERM No permissions to access a key");
    }
    const [first] = keys;
    if (!first || !this.door.cluster) return undefined;
    const slot = slotOf(first);
    if (keys.some((key) => slotOf(key) !== slot))
      return new ReplyError("CROSSSLOT Keys in request don't hash to the same slot");
    if (this.readsOnly && facts.categories.includes("@write"))
      return new ReplyError(`MOVED ${slot} ${this.door.host}:${this.door.port}`);
    return undefined;
  }

  private handOn(name: string, words: readonly Buffer[]): Buffer | Promise<Buffer> {
    if (name === "EXEC" && this.inTransaction && this.spoiled) {
      this.leaveTransaction();
      const abort = this.written(new ReplyError("EXECABORT Transaction discarded because of previous errors."));
      const discarded = this.server.send("DISCARD", [Buffer.from("DISCARD")]);
      return Buffer.isBuffer(discarded) ? abort : discarded.then(() => abort);
    }
    if (name === "MULTI") this.inTransaction = true;
    if (name === "EXEC" || name === "DISCARD") this.leaveTransaction();
    return this.server.send(name, words);
  }

  private leaveTransaction(): void {
    this.inTransaction = false;
    this.spoiled = false;
  }

  private written(reply: Reply): Buffer {
    return written(reply, this.version);
  }

  private answer(reply: Reply | Promise<Reply>): Buffer | Promise<Buffer> {
    return reply instanceof Promise ? reply.then((each) => this.written(each)) : this.written(reply);
  }

  private async signIn(user: string, password: string): Promise<ReplyError | undefined> {
    const found = this.door.admit(user, password);
    if (!found) return new ReplyError("WRONGPASS invalid username-password pair or user is disabled.");
    this.visitor = found;
    this.signedInAt = this.door.now();
    return undefined;
  }

  private speak(version: ProtocolVersion): void {
    this.version = version;
    this.server.speak(version);
  }

  /** What concerns the connection and not the keys. */
  private readonly own: Readonly<Record<string, (args: readonly Buffer[]) => Reply | Promise<Reply>>> = {
    AUTH: async (args) => {
      const [user, password] = args.length > 1 ? args : [Buffer.from("default"), args[0]];
      if (args.length > 2) return new ReplyError("ERR syntax error");
      return (await this.signIn(String(user), String(password))) ?? OK;
    },
    HELLO: async ([version, ...options]) => {
      const asked = version === undefined ? this.version : Number(version.toString("latin1"));
      if (asked !== 2 && asked !== 3) return new ReplyError("NOPROTO unsupported protocol version");
      for (let at = 0; at < options.length; ) {
        const option = word(options[at]);
        if (option === "AUTH" && options.length > at + 2) {
          const refused = await this.signIn(String(options[at + 1]), String(options[at + 2]));
          if (refused) return refused;
          at += 3;
        } else if (option === "SETNAME" && options.length > at + 1) {
          this.name = String(options[at + 1]);
          at += 2;
        } else return new ReplyError(`ERR Syntax error in HELLO option '${String(options[at])}'`);
      }
      if (!this.visitor)
        return new ReplyError(
          "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time",
        );
      if (asked !== this.version) this.speak(asked);
      return new ReplyMap([
        ["server", "redis"],
        ["version", VERSION],
        ["proto", asked],
        ["id", this.id],
        ["mode", this.door.cluster ? "cluster" : "standalone"],
        ["role", "master"],
        ["modules", []],
      ]);
    },
    QUIT: () => {
      this.ended = true;
      return OK;
    },
    RESET: () => {
      this.visitor = this.door.anybody;
      this.name = "";
      if (this.version !== 2) this.speak(2);
      return new Status("RESET");
    },
    CLIENT: ([sub, ...args]) => {
      switch (word(sub)) {
        case "SETNAME":
          this.name = String(args[0] ?? "");
          return OK;
        case "GETNAME":
          return this.name === "" ? null : this.name;
        case "ID":
          return this.id;
        case "SETINFO":
        case "NO-EVICT":
        case "NO-TOUCH":
          return OK;
        default:
          return new ReplyError(`ERR unknown subcommand '${String(sub)}'. Try CLIENT HELP.`);
      }
    },
    SELECT: ([index]) => {
      if (String(index) === "0") return OK;
      return new ReplyError(
        this.door.cluster ? "ERR SELECT is not allowed in cluster mode" : "ERR DB index is out of range",
      );
    },
    READONLY: () => OK,
    READWRITE: () => OK,
    ASKING: () => OK,
    COMMAND: () => [],
    INFO: () => `# Server\r\nredis_version:${VERSION}\r\nserver_name:valkey\r\nvalkey_version:8.1.0\r\n`,
    CLUSTER: ([sub, ...args]) => clusterCommand(this.door, word(sub), args),
  };
}

/** What Valkey says of itself to clients of Redis. */
const VERSION = "7.2.4";

const SUBCOMMANDS: ReadonlySet<string> = new Set(["CLUSTER", "CLIENT", "COMMAND"]);

const unknown = ([name, ...args]: readonly Buffer[]): ReplyError => {
  const shown = args.map((each) => `'${each.toString("latin1", 0, 128)}' `).join("");
  // Line ends would end the reply.
  return new ReplyError(
    `ERR unknown command '${name?.toString("latin1", 0, 128)}', with args beginning with: ${shown}`.replace(
      /[\r\n]/g,
      " ",
    ),
  );
};
