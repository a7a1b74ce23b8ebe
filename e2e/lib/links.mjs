// Where the links of a page lead, and which of them lead to pages of the same kind.

/** Lists below which each page is like the next. */
const LISTS = ["stories", "places", "offers", "budget", "organisations"];

/** Pages below a list that are no item of it. */
const OWN = ["tell", "add", "new", "mine", "waiting", "import", "draft"];

/** The kind of a page: its path with one sign for what names a single thing, and the names of its query. */
export function kind(path) {
  const [address, query = ""] = path.split("?");
  const parts = address.split("/");
  const signs = parts.map((part, at) => {
    const key = part.length > 6 && /\d/.test(part);
    return key || (LISTS.includes(parts[at - 1]) && !OWN.includes(part)) ? "*" : part;
  });
  const names = query.split("&").map((pair) => pair.split("=")[0]);
  return `${signs.join("/")}?${names.sort().join("&")}`;
}

/** The pages of this site that a page links to, without language and without what follows `#`. */
export async function linksOf(page) {
  const here = new URL(page.url());
  const found = await page.locator("a[href]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const ours = found.map((link) => new URL(link, here)).filter((link) => link.origin === here.origin);
  return [...new Set(ours.map(withoutLanguage))];
}

function withoutLanguage(link) {
  link.searchParams.delete("lang");
  return link.pathname + link.search;
}
