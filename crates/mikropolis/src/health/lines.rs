//! What stands on the page: one line for each subject.

use crate::certificates;
use crate::texts::health as t;
use crate::upkeep::finding::{Finding, Subject};
use crate::upkeep::{self, doctor, kept};
use kernel::{CommunityId, Locale, Time};
use people::mail::Lying;
use web::Settings;

/// A line of the page.
pub struct Line {
    /// What it is about.
    pub subject: Subject,
    /// Nothing to do.
    pub well: bool,
    /// How it is, or what to do.
    pub says: Vec<String>,
}

/// What is looked at.
pub struct Facts<'a> {
    /// What the operator has set.
    pub settings: &'a Settings,
    /// Which neighbourhood.
    pub community: CommunityId,
    /// Now.
    pub now: Time,
    /// Something is dated later than now.
    pub written_later: Option<Time>,
}

/// All lines: what needs a look first, then what is well.
pub fn all(facts: &Facts<'_>, l: Locale) -> Vec<Line> {
    let letters = people::mail::lying(&facts.settings.folder.join("mail")).unwrap_or_default();
    let found = findings(facts, letters);
    let line = |subject: Subject| {
        let wrong: Vec<String> =
            found.iter().filter(|one| one.subject() == subject).map(|one| shown(one, facts, l)).collect();
        match wrong.is_empty() {
            true => Line { subject, well: true, says: vec![well(subject, facts, letters, l)] },
            false => Line { subject, well: false, says: wrong },
        }
    };
    let mut lines: Vec<Line> = Subject::ALL.map(line).into();
    lines.sort_by_key(|line| line.well);
    lines
}

fn findings(facts: &Facts<'_>, letters: Lying) -> Vec<Finding> {
    let folder = &facts.settings.folder;
    let mut found: Vec<Finding> = doctor::free_space(folder, facts.settings.least_free).into_iter().collect();
    found.extend(doctor::last_backup(&folder.join("backup"), facts.now));
    let last = kept::last_copy(folder, facts.community);
    found.extend(kept::is_due(last, facts.now).then(|| last.map_or(Finding::NoCopy, Finding::OldCopy)));
    found.extend(doctor::keys(&folder.join("keys")));
    found.extend(doctor::erasures(folder));
    found.extend(facts.written_later.map(Finding::ClockBehind));
    found.extend(certificates::trouble(&folder.join("keys"), facts.now).map(Finding::Certificate));
    found.extend(doctor::open_address(&facts.settings.address));
    if facts.settings.mail_server {
        found.extend((letters.long > 0).then_some(Finding::LettersWait(letters.long)));
        found.extend((letters.refused > 0).then_some(Finding::LettersRefused(letters.refused)));
    }
    found
}

/// Places by their names in the data folder: where that lies is nobody's business here.
fn shown(finding: &Finding, facts: &Facts<'_>, l: Locale) -> String {
    let folder = facts.settings.folder.display().to_string();
    let says = finding.says(l).replace(&format!("{folder}/"), "").replace(&folder, t::data_folder(l));
    // marks of a terminal
    says.replace('`', "")
}

fn well(subject: Subject, facts: &Facts<'_>, letters: Lying, l: Locale) -> String {
    let settings = facts.settings;
    let day = |at: Time| text::date(l, at.day().0);
    let backup = kept::last_backup(&settings.folder).map(day).unwrap_or_default();
    match subject {
        Subject::Backup => t::well_backup(l, backup),
        Subject::Copy => {
            t::well_copy(l, kept::last_copy(&settings.folder, facts.community).map(day).unwrap_or_default())
        }
        Subject::Disk => {
            t::well_disk(l, upkeep::free_space(&settings.folder).unwrap_or_default() / 1_000_000_000)
        }
        Subject::Database if backup.is_empty() => t::well_database(l).to_owned(),
        Subject::Database => t::well_database_checked(l, backup),
        Subject::Clock => t::well_clock(l, text::date_time(l, facts.now.in_poland().datetime())),
        Subject::Letters if settings.mail_server => t::well_letters(l, letters.waiting),
        Subject::Letters => t::well_without_mail(l).to_owned(),
        Subject::Address => address(settings, l),
        Subject::Inside => t::well_inside(l).to_owned(),
        Subject::Program => t::well_program(l, env!("CARGO_PKG_VERSION")),
    }
}

fn address(settings: &Settings, l: Locale) -> String {
    let address = &settings.address;
    if !settings.secure() {
        return t::address_local(l, address);
    }
    match certificates::good_until(&settings.folder.join("keys")) {
        Some(until) => t::address_certificate(l, address, text::date(l, until.day().0)),
        None => t::address_proxy(l, address),
    }
}
