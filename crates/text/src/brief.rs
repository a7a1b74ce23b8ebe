//! The beginning of a text, for lists.

/// So many characters are enough to know whether one wants to read on.
const MOST: usize = 200;

/// One or two sentences for lists: the text itself, or its beginning up to a word's end.
pub fn brief(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    let cut: String = line.chars().take(MOST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', '.', ';', ':', '–']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_ends_with_a_word() {
        assert_eq!(brief("Krótko.\nI tyle."), "Krótko. I tyle.");
        let long = brief(&"żółw ".repeat(100));
        assert!(long.ends_with("żółw…") && long.chars().count() <= 201, "{long}");
    }
}
