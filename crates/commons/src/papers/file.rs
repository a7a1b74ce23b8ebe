//! "My file": everything that is kept of somebody, in plain words, on paper.

use super::printing::{set, wants_large};
use crate::texts::papers as t;
use ::store::Snapshot;
use kernel::{Channel, Locale, Role};
use people::member::{Export, ExportMember, Language, Way, gather, road};
use people::roles;
use print::{Paper, Size};
use serde_json::Value;
use web::{Choice, Document, Result, Visit};

/// One's own file on paper, beside the copies to take along: at home, at the desk, again in large print.
static FILES: web::Limit = web::Limit::new("own files on paper", 10, 86_400);

/// `GET /me/file.pdf`: one's own, or at the desk that of the person helped.
pub async fn my_file(visit: Visit) -> Result<Document> {
    let member = visit.acting()?;
    visit.limit(&FILES, &member.to_string())?;
    let slices = visit.app.slices;
    let read = visit.app.store.read_long(visit.actor, move |seen: &Snapshot<'_>| {
        let found = seen.allow(&ExportMember(member))?;
        gather(seen, &found, slices)
    });
    let (mut export, large) = (read.await?, wants_large(&visit).await?);
    let (language, place) = (visit.locale, visit.community.name(visit.locale).to_owned());
    for (_, act, by) in &mut export.journal {
        *act = visit.app.act_words(act, language);
        if let Some(channel) = Channel::parse(by) {
            road(channel, language).clone_into(by);
        }
    }
    set(move || paper(language, &place, &export).large(large).finish()).await
}

fn paper(language: Locale, place: &str, export: &Export) -> Paper {
    let mut paper = Paper::new(Size::A4, language, t::file_title(language))
        .sender(place)
        .text(t::file_lead(language))
        .heading(t::file_profile(language));
    let profile: Vec<(&str, String)> = export
        .profile
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (word(language, key), told(language, key, value)))
        .collect();
    paper = paper.rows(profile.iter().map(|(key, value)| (*key, value.as_str())));
    let two = |lines: &[(String, String)]| -> Vec<String> {
        lines
            .iter()
            .map(|(one, two)| format!("{} · {}", word(language, one), moment(language, two)))
            .collect()
    };
    let three = |lines: &[(String, String, String)]| -> Vec<String> {
        let line = |(at, what, more): &(String, String, String)| {
            format!("{} · {what} · {more}", moment(language, at))
        };
        lines.iter().map(line).collect()
    };
    let lists = [
        (t::file_roles(language), export.roles.iter().map(|role| called(language, role)).collect()),
        (t::file_organisations(language), export.organisations.clone()),
        (t::file_vouches(language), two(&export.vouches)),
        (t::file_vouches_for(language), two(&export.vouches_for)),
        (t::file_sessions(language), two(&export.sessions)),
        (t::file_programs(language), two(&export.programs)),
        (t::file_visits(language), three(&export.visits)),
    ];
    for (title, lines) in lists {
        if !lines.is_empty() {
            paper = paper.heading(title).points(lines.iter().map(String::as_str));
        }
    }
    for (name, kept) in &export.features {
        let mut lines = Vec::new();
        tell(language, kept, &mut lines);
        if !lines.is_empty() {
            paper = paper.heading(word(language, name)).points(lines.iter().map(String::as_str));
        }
    }
    let journal = three(&export.journal);
    if !journal.is_empty() {
        paper = paper.heading(t::file_journal(language)).points(journal.iter().map(String::as_str));
    }
    paper.heading(t::file_rights(language)).text(t::file_rights_text(language))
}

/// What a role is called.
fn called(language: Locale, role: &str) -> String {
    Role::parse(role).map_or(role, |role| roles::label(role, language)).to_owned()
}

/// A line of the profile: what people wrote stays as it is, words of ours are said in the reader's language.
fn told(language: Locale, key: &str, value: &str) -> String {
    let spoken = |code: &str| Language::parse(code.trim()).map_or(code, |one| one.label(language)).to_owned();
    match key {
        "name" | "about" | "reach_value" | "reach_hours" | "email_for_signing_in" => value.to_owned(),
        "language" | "languages_spoken" => value.split(',').map(spoken).collect::<Vec<_>>().join(", "),
        "reach_way" => Way::parse(value).map_or(value, |way| way.label(language)).to_owned(),
        _ => moment(language, word(language, value)),
    }
}

/// Each thing that is kept becomes one line: what it is called and what it is.
fn tell(language: Locale, kept: &Value, lines: &mut Vec<String>) {
    match kept {
        Value::Array(rows) => rows.iter().for_each(|row| tell(language, row, lines)),
        Value::Object(fields) if fields.values().all(|value| value.is_array() || value.is_object()) => {
            fields.values().for_each(|value| tell(language, value, lines));
        }
        Value::Object(fields) => {
            let said = fields.iter().filter_map(|(key, value)| {
                let value = plain(language, value)?;
                Some(format!("{}: {value}", word(language, key)))
            });
            let said: Vec<String> = said.collect();
            if !said.is_empty() {
                lines.push(said.join("; "));
            }
        }
        other => lines.extend(plain(language, other)),
    }
}

fn plain(language: Locale, value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Bool(true) => Some(t::yes(language).to_owned()),
        Value::Bool(false) => Some(t::no(language).to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(moment(language, word(language, text))),
        Value::Array(all) => {
            let all: Vec<String> = all.iter().filter_map(|one| plain(language, one)).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        Value::Object(fields) => {
            let all: Vec<String> = fields.values().filter_map(|one| plain(language, one)).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
    }
}

/// A moment as people write it; anything else as it is.
fn moment(language: Locale, text: &str) -> String {
    let day = text.get(..10).filter(|_| text.len() == 20 && text.ends_with('Z')).and_then(kernel::Day::parse);
    day.map_or_else(|| text.to_owned(), |day| text::date(language, day.0))
}

/// Keys and stored words in the reader's language; what has no word here stays as it is stored.
fn word(language: Locale, stored: &str) -> &str {
    let known: fn(Locale) -> &'static str = match stored {
        "name" => t::key_name,
        "kind" => t::key_kind,
        "person" => t::key_person,
        "organisation" => t::key_organisation,
        "language" => t::key_language,
        "languages_spoken" => t::key_languages_spoken,
        "about" => t::key_about,
        "reach_way" => t::key_reach_way,
        "reach_value" => t::key_reach_value,
        "reach_hours" => t::key_reach_hours,
        "email_for_signing_in" => t::key_email,
        "has_word_for_the_phone" => t::key_word,
        "here_since" => t::key_since,
        "rules_accepted" => t::key_rules,
        "house_agreement" => t::key_house_agreement,
        "agreement" => t::key_agreement,
        "says" => t::key_says,
        "good" => t::key_good,
        "otherwise" => t::key_otherwise,
        "yes" => t::yes,
        "no" => t::no,
        "mail" => t::key_mail,
        "phone" => t::key_phone,
        "letter" => t::key_letter,
        "desk" => t::key_desk,
        "neighbour" => t::key_neighbour,
        "invitation" => t::key_invitation,
        "founder" => t::key_founder,
        "items" => t::key_items,
        "consent" => t::key_consents,
        "notices" => t::key_notices,
        "reports" => t::key_reports,
        "offers" => t::key_offers,
        "papers" => t::key_papers,
        "paper_inbox" => t::key_paper_inbox,
        "reach" => t::key_reach,
        "translating" => t::key_translating,
        "named" => t::key_named,
        "digest" => t::key_digest,
        "blocks" => t::key_blocks,
        "meetings" => t::key_meetings,
        "programme" => t::key_programme,
        "at" => t::key_at,
        "since" => t::key_at,
        "title" => t::key_title,
        "summary" => t::key_summary,
        "text" | "words" => t::key_text,
        "place" => t::key_place,
        "hours" => t::key_reach_hours,
        "subject" => t::key_subject,
        "state" | "stage" => t::key_state,
        "until" => t::key_until,
        "large_print" => t::key_large,
        _ => return stored,
    };
    known(language)
}
