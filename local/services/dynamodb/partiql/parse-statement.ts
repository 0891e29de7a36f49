import type { DocumentPath } from "../expressions/document-path";
import type { Action, Source } from "../expressions/update";
import { type AttributeValue, inside } from "../values/attribute-value";
import { TermParser } from "./parse-terms";
import type { Returning, Statement } from "./statement";
import { StatementReader } from "./tokens";

/** @throws {ServiceError} */
// fidelity: docs: "PartiQL statements for DynamoDB"
export const parseStatement = (text: string, parameters: readonly AttributeValue[] = []): Statement => {
  const reader = new StatementReader(text);
  const terms = new TermParser(reader, parameters);
  const statement = parseKind(reader, terms);
  reader.takes(";");
  terms.expectEnd();
  return statement;
};

const parseKind = (reader: StatementReader, terms: TermParser): Statement => {
  if (reader.takesWord("SELECT")) return parseSelect(reader, terms);
  if (reader.takesWord("EXISTS")) {
    reader.expect("(");
    reader.expectWord("SELECT");
    const select = parseSelect(reader, terms);
    reader.expect(")");
    return { ...select, isExists: true };
  }
  if (reader.takesWord("INSERT")) return parseInsert(reader, terms);
  if (reader.takesWord("UPDATE")) return parseUpdate(reader, terms);
  if (!reader.takesWord("DELETE")) throw reader.unexpected();
  reader.expectWord("FROM");
  const table = reader.name();
  reader.expectWord("WHERE");
  return { kind: "delete", table, where: terms.condition(), ...parseReturning(reader) };
};

const parseSelect = (reader: StatementReader, terms: TermParser): Extract<Statement, { kind: "select" }> => {
  const paths: DocumentPath[] = [];
  if (!reader.takes("*")) {
    do paths.push(terms.path());
    while (reader.takes(","));
  }
  reader.expectWord("FROM");
  const table = reader.name();
  const index = reader.takes(".") ? { index: reader.name() } : {};
  const where = reader.takesWord("WHERE") ? { where: terms.condition() } : {};
  return { kind: "select", table, ...index, ...(paths.length > 0 ? { paths } : {}), ...where, ...parseOrder(reader) };
};

const parseOrder = (reader: StatementReader) => {
  if (!reader.takesWord("ORDER")) return {};
  reader.expectWord("BY");
  const attribute = reader.name();
  const isReverse = reader.takesWord("DESC");
  if (!isReverse) reader.takesWord("ASC");
  return { order: { attribute, isReverse } };
};

const parseInsert = (reader: StatementReader, terms: TermParser): Statement => {
  reader.expectWord("INTO");
  const table = reader.name();
  reader.expectWord("VALUE");
  const item = inside(terms.value(), "M");
  if (!item) throw reader.unexpected();
  return { kind: "insert", table, item };
};

const parseUpdate = (reader: StatementReader, terms: TermParser): Statement => {
  const table = reader.name();
  const actions: Action[] = [];
  for (;;) {
    if (reader.takesWord("SET")) {
      do actions.push(parseSet(reader, terms));
      while (reader.takes(","));
    } else if (reader.takesWord("REMOVE")) {
      do actions.push({ kind: "REMOVE", path: terms.path() });
      while (reader.takes(","));
    } else break;
  }
  if (actions.length === 0) throw reader.unexpected();
  reader.expectWord("WHERE");
  return { kind: "update", table, actions, where: terms.condition(), ...parseReturning(reader) };
};

const parseSet = (reader: StatementReader, terms: TermParser): Action => {
  const path = terms.path();
  reader.expect("=");
  for (const [name, kind] of [
    ["SET_ADD", "ADD"],
    ["SET_DELETE", "DELETE"],
  ] as const) {
    if (!reader.isWord(name) || reader.following.text !== "(") continue;
    reader.take();
    reader.take();
    terms.path();
    reader.expect(",");
    const value = terms.value();
    reader.expect(")");
    return { kind, path, value };
  }
  return { kind: "SET", path, source: parseSource(reader, terms) };
};

const parseSource = (reader: StatementReader, terms: TermParser): Source => {
  const left = parseOperand(reader, terms);
  const operator = reader.takes("+") ? "+" : reader.takes("-") ? "-" : undefined;
  return operator ? { kind: "sum", operator, left, right: parseOperand(reader, terms) } : left;
};

const parseOperand = (reader: StatementReader, terms: TermParser): Source => {
  if (terms.isValue()) return { kind: "value", value: terms.value() };
  const isCall = reader.following.kind === "symbol" && reader.following.text === "(";
  const name = isCall ? reader.next.text.toLowerCase() : undefined;
  if (name !== "list_append" && name !== "if_not_exists") return { kind: "path", path: terms.path() };
  reader.take();
  reader.take();
  const left = parseOperand(reader, terms);
  reader.expect(",");
  const right = parseOperand(reader, terms);
  reader.expect(")");
  if (name === "list_append") return { kind: "append", left, right };
  if (left.kind !== "path") throw reader.unexpected();
  return { kind: "ifNotExists", path: left.path, otherwise: right };
};

const parseReturning = (reader: StatementReader): { readonly returning?: Returning } => {
  if (!reader.takesWord("RETURNING")) return {};
  const what = reader.takesWord("ALL") ? "ALL" : "MODIFIED";
  if (what === "MODIFIED") reader.expectWord("MODIFIED");
  const when = reader.takesWord("OLD") ? "OLD" : "NEW";
  if (when === "NEW") reader.expectWord("NEW");
  reader.expect("*");
  return { returning: { what, when } };
};
