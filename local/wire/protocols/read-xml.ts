import { parseXml, XmlElement } from "@rgrove/parse-xml";

/** Text of an element that holds no others; otherwise what it holds by name, several of a name as a list. */
export type XmlTree = string | { readonly [name: string]: XmlTree | readonly XmlTree[] };

/** The root of a document, by name and content. @throws when it is not well-formed */
export const readXml = (text: string): { readonly name: string; readonly value: XmlTree } => {
  const { root } = parseXml(text);
  if (!root) throw new Error("the document is empty");
  return { name: localName(root.name), value: treeOf(root) };
};

const treeOf = ({ children, text }: XmlElement): XmlTree => {
  const elements = children.filter((child) => child instanceof XmlElement);
  if (elements.length === 0) return text;
  const tree: Record<string, XmlTree | XmlTree[]> = {};
  for (const element of elements) {
    const name = localName(element.name);
    const before = tree[name];
    const value = treeOf(element);
    tree[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return tree;
};

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);
