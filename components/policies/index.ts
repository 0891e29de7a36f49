// What every stack has to hold, as plain functions over the resources of a stack.
export { memoryOfClass, processorsOfClass } from "../core/instance-class";
export * from "./checked-resource";
export { type Finding, type ResourceRule, type Rule, type StackRule, type Violation, violations } from "./rule";
export { RULES } from "./rules";
export { documentOf, operationsOf, schemesOf } from "./rules/api-operations";
export { type PolicyStatement, statementsOf } from "./statements";
