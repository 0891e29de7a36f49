/** The sign of the house, which leads to its first page. */
export const Brand = ({ name }: { name: string }) => (
  <a className="brand" href="/">
    <svg viewBox="0 0 32 22" aria-hidden="true">
      <path d="M2 2h28v5a4 4 0 0 0 0 8v5H2v-5a4 4 0 0 0 0-8z" />
      <path className="tear" d="M21 4v14" />
    </svg>
    {name}
  </a>
);

/** The links of the head; that of the page that is open says so. */
export const Pages = ({ links, path }: { links: Readonly<Record<string, string>>; path: string }) => (
  <nav aria-label="Pages">
    {Object.entries(links).map(([to, name]) => (
      <a key={to} href={to} {...(to === path && { "aria-current": "page" as const })}>
        {name}
      </a>
    ))}
  </nav>
);
