import type { AlarmSettings } from "../core/args/alarm-settings";

/** Alarms of a part of a pattern: where those of its API go, these go, and where none are wanted there are none. */
export const ownAlarms = (
  alarms: Partial<AlarmSettings> | false = {},
): { readonly alarms?: Pick<AlarmSettings, "topicArn"> | false } => {
  if (alarms === false) return { alarms };
  return alarms.topicArn === undefined ? {} : { alarms: { topicArn: alarms.topicArn } };
};
