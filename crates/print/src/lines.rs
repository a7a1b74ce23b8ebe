//! Breaking text into lines.

use crate::face::Face;

/// Takes the first line off a text: what fits into `width`, and the rest.
///
/// Lines break at spaces, and after hyphens, slashes and dots inside words and addresses, never at a no-break space; a word that is
/// wider than the line is broken where it must. A line holds one character at least, so that any width ends.
pub fn first_line(text: &str, face: Face, size: f32, width: f32) -> (&str, &str) {
    let (paragraph, after) = text.split_once('\n').unwrap_or((text, ""));
    let fits = |end: usize| face.width(paragraph[..end].trim_end_matches(' '), size) <= width;
    let near = within_reach(paragraph, width / size);
    if near.len() == paragraph.len() && fits(paragraph.len()) {
        return (paragraph.trim_matches(' '), after);
    }
    let mut best = 0;
    for end in breaks(near) {
        if !fits(end) {
            break;
        }
        best = end;
    }
    if best == 0 {
        best = longest_start(near, fits);
    }
    (paragraph[..best].trim_matches(' '), text[best..].trim_start_matches(' '))
}

/// The start of a text beyond which no line of so many letters' width can reach, as few letters are narrower than
/// a sixth of their size; so that a long text is not measured again for each of its lines.
fn within_reach(paragraph: &str, letters: f32) -> &str {
    let most = (letters.max(1.0) * 6.0) as usize + 8;
    match paragraph.char_indices().nth(most) {
        Some((end, _)) => &paragraph[..end],
        None => paragraph,
    }
}

/// The places where a line may end: after a space, and after a hyphen, slash or dot between letters.
fn breaks(paragraph: &str) -> impl Iterator<Item = usize> {
    let mut letters = paragraph.char_indices().peekable();
    let mut before = ' ';
    std::iter::from_fn(move || {
        while let Some((_, letter)) = letters.next() {
            let &(next, after) = letters.peek()?;
            let joint =
                matches!(letter, '-' | '/' | '–' | '.') && before.is_alphabetic() && after.is_alphabetic();
            before = letter;
            if joint || (letter == ' ' && after != ' ') {
                return Some(next);
            }
        }
        None
    })
}

/// As many characters as fit, one at least.
fn longest_start(paragraph: &str, fits: impl Fn(usize) -> bool) -> usize {
    let ends: Vec<usize> = paragraph.char_indices().map(|(at, letter)| at + letter.len_utf8()).collect();
    let count = ends.partition_point(|&end| fits(end));
    ends.get(count.max(1) - 1).copied().unwrap_or(paragraph.len())
}

#[cfg(test)]
mod tests {
    use super::first_line;
    use crate::face::Face;

    fn lines(text: &str, width: f32) -> Vec<&str> {
        let mut lines = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (line, after) = first_line(rest, Face::Text, 10.0, width);
            lines.push(line);
            rest = after;
        }
        lines
    }

    #[test]
    fn lines_break_at_spaces_and_nothing_is_lost() {
        let text = "Zadzwonimy do Pani w piątek, kiedy ktoś się zgłosi";
        let set = lines(text, 90.0);
        assert!(set.len() > 2, "{set:?}");
        assert_eq!(set.join(" "), text);
        assert!(set.iter().all(|line| Face::Text.width(line, 10.0) <= 90.0));
    }

    #[test]
    fn bound_words_stay_together() {
        let set = lines("mieszkamy w\u{a0}Krakowie", 60.0);
        assert_eq!(set, ["mieszkamy", "w\u{a0}Krakowie"]);
    }

    #[test]
    fn long_words_break_where_they_must_and_line_ends_are_kept() {
        let set = lines("przykladowoniezwykledluganazwa.pl/a", 40.0);
        assert!(set.len() > 2 && set.concat() == "przykladowoniezwykledluganazwa.pl/a", "{set:?}");
        assert_eq!(lines("a\n\nb", 100.0), ["a", "", "b"]);
        assert_eq!(lines("ab", 0.1), ["a", "b"]);
        assert_eq!(lines("Czyżyny-Mistrzejowice", 70.0), ["Czyżyny-", "Mistrzejowice"]);
        assert_eq!(lines("nowahuta.example/karta", 70.0), ["nowahuta.", "example/karta"]);
        assert_eq!(lines("12-345-67-89 12-345", 70.0), ["12-345-67-89", "12-345"]);
    }
}
