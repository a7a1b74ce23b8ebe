// The part of TOML these sample files use, for the two scripts beside it (Node only, nothing to install):
// comments, [table], [[array of tables]], dotted headers, "strings", numbers, booleans, arrays, inline tables.
// It is stricter than TOML: anything else is an error with its line. The program itself reads TOML with a full parser.

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  fail(message) {
    const line = this.text.slice(0, this.at).split("\n").length;
    throw new Error(`line ${line}: ${message}`);
  }

  peek() {
    return this.text[this.at];
  }

  /** Skips blanks and comments; line ends too where they mean nothing. */
  skip(lines) {
    const pattern = lines ? /(?:[ \t\r\n]|#[^\n]*)*/y : /[ \t]*(?:#[^\n]*)?/y;
    pattern.lastIndex = this.at;
    pattern.exec(this.text);
    this.at = pattern.lastIndex;
  }

  expect(mark) {
    if (!this.text.startsWith(mark, this.at)) this.fail(`expected ${mark}, found ${JSON.stringify(this.peek() ?? "end of file")}`);
    this.at += mark.length;
  }

  match(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found?.[0];
  }

  string() {
    // A basic TOML string without control characters is also a JSON string.
    const raw = this.match(/"(?:[^"\\\n]|\\["\\/bfnrtu])*"/y) ?? this.fail("a string in double quotes should stand here");
    return JSON.parse(raw);
  }

  key() {
    return this.peek() === '"' ? this.string() : this.match(/[A-Za-z0-9_-]+/y) ?? this.fail("a key should stand here");
  }

  value() {
    const first = this.peek();
    if (first === '"') return this.string();
    if (first === "[") return this.array();
    if (first === "{") return this.inlineTable();
    const word = this.match(/true\b|false\b/y);
    if (word) return word === "true";
    const number = this.match(/[+-]?\d+(?:\.\d+)?/y);
    if (number === undefined) this.fail("a value should stand here");
    return Number(number);
  }

  array() {
    this.expect("[");
    const items = [];
    for (this.skip(true); this.peek() !== "]"; this.skip(true)) {
      items.push(this.value());
      this.skip(true);
      if (this.peek() !== "]") this.expect(",");
    }
    this.expect("]");
    return items;
  }

  inlineTable() {
    this.expect("{");
    const table = {};
    for (this.skip(false); this.peek() !== "}"; this.skip(false)) {
      this.pair(table);
      this.skip(false);
      if (this.peek() !== "}") this.expect(",");
    }
    this.expect("}");
    return table;
  }

  pair(table) {
    const key = this.key();
    if (Object.hasOwn(table, key)) this.fail(`the key ${key} stands here twice`);
    this.skip(false);
    this.expect("=");
    this.skip(false);
    table[key] = this.value();
  }

  path() {
    const keys = [this.key()];
    while (this.peek() === ".") {
      this.at += 1;
      keys.push(this.key());
    }
    return keys;
  }
}

function descend(root, keys) {
  let table = root;
  for (const key of keys) {
    table[key] ??= {};
    table = Array.isArray(table[key]) ? table[key].at(-1) : table[key];
  }
  return table;
}

/** Parses the text; throws an Error that names the line. */
export function parseToml(text) {
  const reader = new Reader(text);
  const root = {};
  let current = root;
  for (reader.skip(true); reader.at < text.length; reader.skip(true)) {
    if (text.startsWith("[[", reader.at)) {
      reader.expect("[[");
      const keys = reader.path();
      reader.expect("]]");
      const parent = descend(root, keys.slice(0, -1));
      (parent[keys.at(-1)] ??= []).push((current = {}));
    } else if (reader.peek() === "[") {
      reader.expect("[");
      current = descend(root, reader.path());
      reader.expect("]");
    } else {
      reader.pair(current);
    }
    reader.skip(false);
    if (reader.at < text.length && !/[\r\n]/.test(reader.peek())) reader.fail("one entry a line, please");
  }
  return root;
}
