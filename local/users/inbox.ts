import { printable } from "../services/cognito/mail/messages";
import type { SentMessage } from "../services/owner/sent-messages";
import { addressOf } from "./account";

/** What was sent to one user, by name or address, in whatever case; to everybody where nobody is named. */
export const sentTo = (who: string | undefined, messages: readonly SentMessage[]): readonly SentMessage[] => {
  if (who === undefined) return messages;
  const names = [who, addressOf(who)].map((name) => name.toLowerCase());
  return messages.filter(({ user, address }) => [user, address].some((name) => names.includes(name.toLowerCase())));
};

/** The code, or the temporary password, that was sent last. */
export const lastCode = (messages: readonly SentMessage[]): string | undefined =>
  messages.reduce<SentMessage | undefined>((last, each) => (last && last.sent > each.sent ? last : each), undefined)
    ?.code;

/** Messages as lines, under their pools. */
export const inboxLines = (messages: readonly SentMessage[]): string[] =>
  messages.flatMap((message, at) => {
    const { poolName, pool, sent, user, address, subject, text } = message;
    const heading = `${printable(poolName)} (${pool})`;
    const to = user === address ? address : `${address} (user ${user})`;
    return [
      ...(messages[at - 1]?.pool === pool ? [""] : at === 0 ? [heading, ""] : ["", heading, ""]),
      `  ${new Date(sent).toISOString().replace(/\.\d+/, "")}  to ${printable(to)}`,
      ...(subject === undefined ? [] : [`    ${printable(subject)}`]),
      ...text.split(/\r?\n/).map((line) => `    ${printable(line)}`),
    ];
  });
