//! Blank forms for people who write by hand. Each copy bears a number of its own, by which it is found again.

use kernel::Locale;

use crate::texts::papers as words;
use crate::{Paper, Size};

/// What stands at the head of every form.
#[derive(Clone, Debug)]
pub struct FormHead<'d> {
    /// The neighbourhood's name.
    pub place: &'d str,
    /// The number of this copy: `S-K7PD-03`.
    pub number: &'d str,
    /// Where the desk takes forms of this kind and batch in. Nothing of what is written stands in it.
    pub address: &'d str,
    /// Where to call.
    pub phone: &'d str,
    /// Nothing below 18 pt.
    pub large: bool,
}

fn head(language: Locale, head: &FormHead<'_>, title: &str) -> Paper {
    let sender = words::form_head(language, head.number, head.place);
    Paper::new(Size::A4, language, title)
        .sender(&sender)
        .large(head.large)
        .square(head.address, words::form_qr(language))
}

fn foot(paper: Paper, language: Locale, head: &FormHead<'_>, small: &str) -> Paper {
    let back = match head.phone {
        "" => words::form_back(language).to_owned(),
        phone => words::form_back_phone(language, phone),
    };
    paper
        .small(small)
        .small(&format!("{back} {}", words::form_scan(language)))
        .blanks([words::form_date(language), words::form_signature(language)])
        .on_one_sheet()
}

/// A story to be written by hand.
pub fn story_form(language: Locale, given: &FormHead<'_>) -> Paper {
    let paper = head(language, given, words::story_title(language))
        .field(words::form_name(language), 1)
        .field(words::form_reach(language), 1)
        .field(words::story_place(language), 1)
        .field(words::story_when(language), 1)
        .field(words::story_text(language), 9)
        .ticks(words::consent_to(language), purposes(language));
    foot(paper, language, given, words::consent_small(language))
}

/// A need, or an offer of help.
pub fn need_form(language: Locale, given: &FormHead<'_>) -> Paper {
    let kinds = [
        words::kind_time(language),
        words::kind_skill(language),
        words::kind_knowledge(language),
        words::kind_language(language),
        words::kind_digital(language),
        words::kind_thing(language),
        words::kind_company(language),
    ];
    let who = [
        words::who_anyone(language),
        words::who_woman(language),
        words::who_known(language),
        words::who_two(language),
    ];
    let paper = head(language, given, words::need_title(language))
        .ticks("", [words::need_need(language), words::need_offer(language)])
        .field(words::need_what(language), 3)
        .ticks(words::need_kind(language), kinds)
        .field(words::need_when(language), 1)
        .ticks(words::need_who(language), who)
        .field(words::form_name(language), 1)
        .field(words::form_reach(language), 1)
        .ticks("", [words::need_desk(language)]);
    foot(paper, language, given, words::need_small(language))
}

/// A consent of somebody who tells, is told about, or took the picture.
pub fn consent_form(language: Locale, given: &FormHead<'_>) -> Paper {
    let parts =
        [words::part_teller(language), words::part_subject(language), words::part_photographer(language)];
    let paper = head(language, given, words::consent_title(language))
        .field(words::form_name(language), 1)
        .field(words::consent_what(language), 2)
        .ticks(words::consent_part(language), parts)
        .ticks(words::consent_to(language), purposes(language))
        .text(words::consent_small(language));
    foot(paper, language, given, words::consent_child(language))
}

fn purposes(language: Locale) -> [&'static str; 3] {
    [words::for_screen(language), words::for_print(language), words::for_elsewhere(language)]
}
