//! Tables for spreadsheets: comma-separated values after RFC 4180.

/// What a file begins with so that spreadsheets read it as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One line of a table, with its line end. Cells are separated by commas and quoted where they must be.
pub fn row<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> String {
    let mut line = cells.into_iter().map(|cell| self::cell(cell.as_ref())).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// A cell, quoted where it must be and never a formula: what a spreadsheet would calculate (it begins with `=`,
/// `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe in front, as OWASP advises. Numbers stay numbers.
pub fn cell(text: &str) -> String {
    let calculated =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) && !is_number(text);
    let text = if calculated { format!("'{text}") } else { text.to_owned() };
    match text.contains(['"', ',', ';', '\n', '\r', '\t', '\'']) || text.trim() != text {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

/// A sign, digits, and one decimal point or comma.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(row(["a", "b c", "d,e", "f\"g", "h\ni", ""]), "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\r\n");
        assert_eq!(cell(" a "), "\" a \"");
        assert_eq!(cell("a;b"), "\"a;b\"");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "--1", "+"]
        {
            let cell = cell(formula);
            assert!(cell.starts_with("\"'"), "{formula:?} became {cell:?}");
        }
        for number in ["-5", "+48123", "-1,50", "-0.25", "12"] {
            assert_eq!(cell(number).trim_matches('"'), number);
        }
    }
}
