import type { ComponentChildren } from "preact";

/** What texts of the house are made of: headings, paragraphs, lists, links, **strong** words. Markup in them is text. */
export const Markdown = ({ text }: { text: string }) => {
  const blocks = text.trim().split(/\n\s*\n/);
  return <>{blocks.map((block, at) => blockOf(block, at))}</>;
};

const blockOf = (block: string, at: number) => {
  const [, marks, heading] = /^(#{1,6}) +(.+)$/.exec(block) ?? [];
  if (marks !== undefined && heading !== undefined)
    return marks.length <= 2 ? <h2 key={at}>{inline(heading)}</h2> : <h3 key={at}>{inline(heading)}</h3>;
  const lines = block.split("\n");
  if (!lines.every((line) => /^[-*] /.test(line))) return <p key={at}>{inline(lines.join(" "))}</p>;
  return (
    <ul key={at}>
      {lines.map((line) => (
        <li key={line}>{inline(line.slice(2))}</li>
      ))}
    </ul>
  );
};

const INLINE = /\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*/g;

const inline = (text: string): ComponentChildren[] => {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, label, target = "", strong] = match;
    parts.push(text.slice(from, match.index));
    parts.push(label === undefined ? <strong>{strong}</strong> : isSafe(target) ? <a href={target}>{label}</a> : label);
    from = match.index + whole.length;
  }
  return [...parts, text.slice(from)];
};

/** No link runs anything. */
const isSafe = (target: string): boolean => /^(https?:|mailto:|tel:|\/(?!\/))/i.test(target);
