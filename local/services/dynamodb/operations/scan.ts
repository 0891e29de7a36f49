import { dynamoDbOperation } from "../dynamodb-operation";
import { type Condition, pathsOf } from "../expressions/condition";
import { readExpressions } from "../expressions/read-expressions";
import { whole } from "../input/plain";
import type { ValueOf } from "../input/shape";
import { structure } from "../input/structure";
import { consumed, readUsage } from "../items/capacity";
import { readPage } from "../items/page";
import { checkSelect, indexNamed, readAttributesToGet, readsTable } from "../items/selection";
import { checkStartShape, readStartKey, startEntry } from "../items/start-key";
import { spent } from "../items/throughput";
import { requireScalar } from "../items/write";
import { filterShape, readFilter } from "../legacy/conditions";
import { invalid } from "../refusals";
import type { Item } from "../values/attribute-value";
import { limit, pageOutput, READ_MEMBERS } from "./read-members";
import { itemsOfTable } from "./table-name";

const Input = structure("ScanInput", {
  ...READ_MEMBERS,
  Limit: limit(false),
  ScanFilter: filterShape,
  Segment: whole({ min: 0, max: 999_999 }),
  TotalSegments: whole({ min: 1, max: 1_000_000 }),
});

export const scan = dynamoDbOperation(
  "Scan",
  Input,
  { action: "dynamodb:Scan", on: itemsOfTable("read") },
  (services) => (input) => {
    const { Segment = 0, TotalSegments = 1, Select } = input;
    const { filter, projection, startKey } = readScan(input);
    const table = services.tables.require(input.TableName);
    const isConsistent = input.ConsistentRead === true;
    const index = indexNamed(table, input.IndexName, isConsistent);
    const { from, to } = (index ?? table).space.segment(Segment, TotalSegments);
    if (startKey) checkStartShape(table, index, startKey, true);
    const fromTable = readsTable(index, input, projection);
    const startBehind = startKey && startEntry(table, index, startKey);
    if (startBehind && (Buffer.compare(startBehind, from) < 0 || Buffer.compare(startBehind, to) >= 0)) {
      throw invalid(
        `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${TotalSegments} Segment: ${Segment}`,
      );
    }
    requireScalar(table, [...(projection?.paths ?? []), ...(filter ? pathsOf(filter) : [])]);
    const countOnly = Select === "COUNT";
    const page = readPage(services.items, {
      table,
      index,
      from,
      to,
      startBehind,
      filter,
      projection,
      countOnly,
      limit: input.Limit,
      readsTable: fromTable,
    });
    const usage = spent(services, readUsage(table, page.bytes, isConsistent, index));
    return {
      ...pageOutput(page, countOnly),
      ...consumed(input.ReturnConsumedCapacity, usage),
    };
  },
);

const readScan = (input: ValueOf<typeof Input>) => {
  const { IndexName, Segment, TotalSegments } = input;
  let older: Condition | undefined;
  let startKey: Item | undefined;
  const given = readExpressions(
    input,
    ["ProjectionExpression", "FilterExpression"],
    ["AttributesToGet", "ScanFilter", "ConditionalOperator"],
    () => {
      readAttributesToGet(input.AttributesToGet);
      older = readFilter(input.ScanFilter, input.ConditionalOperator);
      startKey = readStartKey(input.ExclusiveStartKey);
      checkSegment(Segment, TotalSegments);
      checkSelect(input, IndexName !== undefined);
    },
  );
  const projection = given.projection ?? readAttributesToGet(input.AttributesToGet);
  const filter = given.filter ?? older;
  return { filter, projection, startKey };
};

// fidelity: observed: nubo-db/dynamodb-conformance: the texts
const checkSegment = (segment: number | undefined, total: number | undefined): void => {
  const missing = (name: string, when: string) =>
    invalid(`The ${name} parameter is required but was not present in the request when ${when} is present`);
  if (segment !== undefined && total === undefined) throw missing("TotalSegments", "Segment parameter");
  if (segment === undefined && total !== undefined) throw missing("Segment", "parameter TotalSegments");
  if (segment !== undefined && total !== undefined && segment >= total) {
    throw invalid(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
    );
  }
};
