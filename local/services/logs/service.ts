import type { Cloud } from "../../cloud/cloud";
import type { Service } from "../service";
import { logGroupType } from "./resources/log-group";

export const createLogsService = (_cloud: Cloud): Service => ({ name: "logs", resources: [logGroupType] });
