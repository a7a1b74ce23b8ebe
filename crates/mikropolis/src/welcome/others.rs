//! Lines for people whose language the pages do not have: which languages are here, and whether somebody at the desk
//! speaks theirs. Each is written in that language; it promises nothing that is not so.

use people::member::Language;

/// A language with its line: what the pages are in, and that somebody at the desk speaks it.
const LINES: &[(Language, &str, &str)] = &[
    (
        Language::Be,
        "Старонкі тут па-польску, па-ўкраінску і па-англійску.",
        "На дзяжурстве ёсць чалавек, які гаворыць па-беларуску.",
    ),
    (
        Language::Ru,
        "Страницы здесь на польском, украинском и английском.",
        "На дежурстве есть человек, который говорит по-русски.",
    ),
    (
        Language::De,
        "Die Seiten gibt es auf Polnisch, Ukrainisch und Englisch.",
        "In der Sprechstunde ist jemand, der Deutsch spricht.",
    ),
    (
        Language::Es,
        "Las páginas están en polaco, ucraniano e inglés.",
        "En las horas de atención hay alguien que habla español.",
    ),
    (
        Language::Fr,
        "Les pages sont en polonais, en ukrainien et en anglais.",
        "À la permanence, quelqu’un parle français.",
    ),
];

/// A line in a language of its own.
pub(super) struct Line {
    /// Its code, for `lang`.
    pub(super) code: &'static str,
    /// What it says.
    pub(super) says: String,
}

/// The lines to show: of every language spoken at the desk, and of the two that most newcomers read beside Ukrainian.
pub(super) fn lines(spoken: &[Language]) -> Vec<Line> {
    let always = [Language::Be, Language::Ru];
    let shown = LINES.iter().filter(|(language, ..)| always.contains(language) || spoken.contains(language));
    let line = |(language, pages, desk): &(Language, &str, &str)| {
        let says = if spoken.contains(language) { format!("{pages} {desk}") } else { (*pages).to_owned() };
        Line { code: language.word(), says }
    };
    shown.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_promised_who_is_not_there() {
        let none = lines(&[]);
        assert_eq!(none.iter().map(|line| line.code).collect::<Vec<_>>(), ["be", "ru"]);
        assert!(none.iter().all(|line| !line.says.contains("дежурстве")));
        let some = lines(&[Language::Fr, Language::Uk]);
        assert!(some.iter().any(|line| line.code == "fr" && line.says.contains("permanence")));
    }
}
