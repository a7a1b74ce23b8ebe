// Where the links of a page lead, and which of them lead to pages of the same kind.

/** The kind of a page: its path with one sign for every key in it, and the names of its query. */
export function kind(path) {
  const [address, query = ""] = path.split("?");
  const parts = address.split("/").map((part) => (part.length > 6 && /\d/.test(part) ? "*" : part));
  const names = query.split("&").map((pair) => pair.split("=")[0]);
  return `${parts.join("/")}?${names.sort().join("&")}`;
}

/** The pages of this site that a page links to, without language and without what follows `#`. */
export async function linksOf(page) {
  const here = new URL(page.url());
  const found = await page.locator("a[href]").evaluateAll((links) => links.map((link) => link.href));
  const ours = found.map((link) => new URL(link)).filter((link) => link.origin === here.origin);
  return [...new Set(ours.map(withoutLanguage))];
}

function withoutLanguage(link) {
  link.searchParams.delete("lang");
  return link.pathname + link.search;
}
