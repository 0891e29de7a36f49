/** Writes a value as XML; a list repeats its element, what is undefined or null is left out. */
export const xml = (name: string, value: unknown, attributes = ""): string => {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map((item) => xml(name, item)).join("");
  const inner =
    typeof value === "object"
      ? Object.entries(value)
          .map(([key, member]) => xml(key, member))
          .join("")
      : xmlText(String(value));
  return `<${name}${attributes}>${inner}</${name}>`;
};

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

// A raw carriage return would be read back as a newline.
export const xmlText = (text: string): string => text.replace(/[&<>"\r]/g, (char) => ENTITIES[char] ?? "&#xD;");
