//! The pages the law asks for, filled from the neighbourhood's face. Plain words first, the law in a small line.

use super::store::Found;
use crate::texts::community as t;
use kernel::Locale;

/// A heading and what stands below it.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) lines: Vec<Line>,
}

/// What stands in one line.
#[derive(Clone, Debug)]
pub(super) enum Line {
    /// Words.
    Says(String),
    /// A number that is called by a press.
    Phone(String),
    /// An address that is written to by a press.
    Mail(String),
}

impl<T: Into<String>> From<T> for Line {
    fn from(says: T) -> Self {
        Self::Says(says.into())
    }
}

impl Line {
    fn is_empty(&self) -> bool {
        let (Self::Says(words) | Self::Phone(words) | Self::Mail(words)) = self;
        words.is_empty()
    }
}

/// A whole page.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) title: &'static str,
    pub(super) lead: String,
    pub(super) sections: Vec<Section>,
    pub(super) law: &'static str,
}

fn section(title: &'static str, lines: impl IntoIterator<Item = impl Into<Line>>) -> Section {
    let lines = lines.into_iter().map(Into::into).filter(|line: &Line| !line.is_empty());
    Section { title, lines: lines.collect() }
}

/// Name, address, phone and mail of who is responsible, each on a line.
fn reach(found: &Found) -> [Line; 4] {
    let face = found.face.clone();
    [face.responsible.into(), face.address.into(), Line::Phone(face.phone), Line::Mail(face.email)]
}

/// Where and when the desk is, if that is known.
fn desk(found: &Found, l: Locale) -> String {
    let (place, hours) = (found.face.desk_place.get(l), found.face.desk_hours.get(l));
    match (place.is_empty(), hours.is_empty()) {
        (true, true) => String::new(),
        (false, true) => t::desk_at(l, place),
        (true, false) => t::desk_when(l, hours),
        (false, false) => t::desk_at_when(l, hours, place),
    }
}

fn name(found: &Found, l: Locale) -> &str {
    found.face.name.get(l)
}

/// GDPR art. 13.
pub(super) fn privacy(found: &Found, l: Locale) -> Text {
    let mut who = vec![Line::from(t::privacy_who_says(l))];
    who.extend(reach(found));
    if !found.face.privacy_contact.is_empty() {
        who.push(t::privacy_officer(l, &found.face.privacy_contact).into());
    }
    Text {
        title: t::privacy_title(l),
        lead: t::privacy_lead(l, name(found, l)),
        sections: vec![
            section(t::privacy_who(l), who),
            section(
                t::privacy_what(l),
                [
                    t::privacy_what_you(l),
                    t::privacy_what_published(l),
                    t::privacy_what_signing(l),
                    t::privacy_what_not(l),
                ],
            ),
            section(
                t::privacy_why(l),
                [
                    t::privacy_why_account(l),
                    t::privacy_why_stories(l),
                    t::privacy_why_budget(l),
                    t::privacy_why_safety(l),
                ],
            ),
            section(t::privacy_to_whom(l), [t::privacy_to_whom_says(l), t::privacy_abroad(l)]),
            section(
                t::privacy_how_long(l),
                [
                    t::privacy_how_long_account(l),
                    t::privacy_how_long_journal(l),
                    t::privacy_how_long_backups(l),
                    t::privacy_how_long_letters(l),
                ],
            ),
            section(
                t::privacy_rights(l),
                [
                    t::privacy_rights_see(l),
                    t::privacy_rights_change(l),
                    t::privacy_rights_erase(l),
                    t::privacy_rights_object(l),
                    t::privacy_rights_complain(l),
                ],
            ),
            section(t::privacy_must(l), [t::privacy_must_says(l), t::privacy_age(l), t::privacy_machines(l)]),
            section(t::privacy_cookies(l), [t::privacy_cookies_says(l)]),
            section(t::privacy_paper(l), [t::privacy_paper_says(l).to_owned(), desk(found, l)]),
        ],
        law: t::privacy_law(l),
    }
}

/// With what neighbours begin who write an agreement of their own: the sentences of the house rules on how they are
/// here, what is not here and who publishes. The others are for the law to say.
pub fn starting_sentences(l: Locale) -> Vec<&'static str> {
    [together(l).as_slice(), &not_here(l), &who_publishes(l)].concat()
}

fn together(l: Locale) -> [&'static str; 4] {
    [
        t::rules_together_kind(l),
        t::rules_together_true(l),
        t::rules_together_people(l),
        t::rules_together_homes(l),
    ]
}

fn not_here(l: Locale) -> [&'static str; 4] {
    [t::rules_not_law(l), t::rules_not_hate(l), t::rules_not_trade(l), t::rules_not_crisis(l)]
}

fn who_publishes(l: Locale) -> [&'static str; 3] {
    [t::rules_in_vouch(l), t::rules_in_meet(l), t::rules_in_age(l)]
}

/// House rules (DSA art. 14).
pub(super) fn rules(found: &Found, l: Locale) -> Text {
    Text {
        title: t::rules_title(l),
        lead: t::rules_lead(l, name(found, l)),
        sections: vec![
            section(t::rules_together(l), together(l)),
            section(t::rules_not(l), not_here(l)),
            section(t::rules_in(l), who_publishes(l)),
            section(t::rules_yours(l), [t::rules_yours_texts(l), t::rules_yours_withdraw(l)]),
            section(
                t::rules_wrong(l),
                [t::rules_wrong_report(l), t::rules_wrong_decide(l), t::rules_wrong_appeal(l)],
            ),
            section(t::rules_change(l), [t::rules_change_says(l)]),
        ],
        law: t::rules_law(l),
    }
}

/// Contact points (DSA art. 11 and 12; Act on electronic services art. 5).
pub(super) fn contact(found: &Found, l: Locale) -> Text {
    Text {
        title: t::contact_title(l),
        lead: t::contact_lead(l, name(found, l)),
        sections: vec![
            section(t::contact_who(l), reach(found)),
            section(t::contact_desk(l), [desk(found, l), t::contact_desk_says(l).to_owned()]),
            section(t::contact_wrong(l), [t::contact_wrong_says(l)]),
            section(t::contact_offices(l), [t::contact_offices_says(l)]),
            section(t::contact_danger(l), [t::contact_danger_says(l)]),
        ],
        law: t::contact_law(l),
    }
}

/// Accessibility statement (Act of 4 April 2019, art. 10; the wording follows its annex).
pub(super) fn accessibility(found: &Found, l: Locale) -> Text {
    Text {
        title: t::access_title(l),
        lead: t::access_lead(l, name(found, l)),
        sections: vec![
            section(
                t::access_how(l),
                [
                    t::access_how_screen(l),
                    t::access_how_keyboard(l),
                    t::access_how_display(l),
                    t::access_how_maps(l),
                    t::access_how_paper(l),
                ],
            ),
            section(t::access_state(l), [t::access_state_says(l), t::access_state_gaps(l)]),
            section(t::access_contact(l), {
                let mut lines = vec![Line::from(t::access_contact_says(l))];
                lines.extend(reach(found));
                lines
            }),
            section(t::access_demand(l), [t::access_demand_says(l), t::access_demand_complain(l)]),
            section(t::access_place(l), [t::access_place_says(l).to_owned(), desk(found, l)]),
        ],
        law: t::access_law(l),
    }
}

/// Who sees what: for everybody who is about to type something.
pub(super) fn who_sees(found: &Found, l: Locale) -> Text {
    Text {
        title: t::who_sees_title(l),
        lead: t::who_sees_lead(l, name(found, l)),
        sections: vec![
            section(t::who_all(l), [t::who_all_says(l)]),
            section(t::who_neighbours(l), [t::who_neighbours_says(l)]),
            section(t::who_desk(l), [t::who_desk_says(l)]),
            section(t::who_editors(l), [t::who_editors_says(l)]),
            section(
                t::who_nobody(l),
                [t::who_nobody_says(l), t::who_offices_says(l), t::who_machine_says(l)],
            ),
        ],
        law: t::who_law(l),
    }
}
