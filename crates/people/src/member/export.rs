//! Everything that is kept of a member by any feature, for them to take along (GDPR art. 15 and 20).

use super::{Member, store as sql};
use crate::{desk, organisation, sign_in, vouching};
use kernel::MemberId;
use serde::Serialize;
use store::{Result, Snapshot};
use web::Slice;

/// All of it, as JSON and as the readable page.
#[derive(Clone, Debug, Serialize)]
pub struct Export {
    /// The key by which other exports name this member.
    pub member: String,
    /// When it was written.
    pub written_at: String,
    /// What they tell of themselves.
    pub profile: Vec<(String, String)>,
    /// Roles held.
    pub roles: Vec<String>,
    /// Who vouches for them: how and when.
    pub vouches: Vec<(String, String)>,
    /// For whom they vouch.
    pub vouches_for: Vec<(String, String)>,
    /// For which organisations they act.
    pub organisations: Vec<String>,
    /// Browsers in which they are signed in, and since when.
    pub sessions: Vec<(String, String)>,
    /// Programs acting for them, and until when.
    pub programs: Vec<(String, String)>,
    /// Visits at the desk: when, by whom, why.
    pub visits: Vec<(String, String, String)>,
    /// What they did and what was done for them: when, what, by which road.
    pub journal: Vec<(String, String, String)>,
    /// What every other feature keeps: its name, and what it has.
    pub features: serde_json::Map<String, serde_json::Value>,
}

/// Gathers everything. The reader asks for a permit first.
///
/// # Errors
/// Those of the engine.
pub fn gather(seen: &Snapshot<'_>, found: &Member, slices: &[&Slice]) -> Result<Export> {
    let id = found.id;
    let standing = seen.standing(id)?.unwrap_or_default();
    let sessions = match found.person {
        Some(person) => sign_in::sessions(seen, person)?,
        None => Vec::new(),
    };
    let vouches = vouching::vouches_for(seen, id)?.into_iter();
    let vouches_for = vouching::vouched_by(seen, id)?.into_iter();
    let visits = desk::visits_of(seen, id, store::ALL)?.into_iter();
    let journal = sql::journal_of(seen, id, store::ALL)?.into_iter();
    let mut features = serde_json::Map::new();
    for (name, export) in slices.iter().filter_map(|slice| Some((slice.name, slice.export?))) {
        features.insert(name.to_owned(), export(seen, id)?);
    }
    Ok(Export {
        features,
        member: id.to_string(),
        written_at: seen.now().rfc3339(),
        profile: profile(seen, found)?,
        roles: standing.roles.iter().map(|role| role.word().to_owned()).collect(),
        vouches: vouches.map(|vouch| (vouch.way.word().to_owned(), vouch.at.rfc3339())).collect(),
        vouches_for: vouches_for.map(|vouch| (vouch.name, vouch.at.rfc3339())).collect(),
        organisations: organisation::of(seen, id)?
            .into_iter()
            .map(|organisation| organisation.name)
            .collect(),
        sessions: sessions.into_iter().map(|session| (session.device, session.created.rfc3339())).collect(),
        programs: programs(seen, id)?,
        visits: visits
            .map(|visit| {
                let said = [visit.reason, visit.promise].into_iter().filter(|words| !words.is_empty());
                (
                    visit.started.rfc3339(),
                    visit.helper.unwrap_or_default(),
                    said.collect::<Vec<_>>().join(" · "),
                )
            })
            .collect(),
        journal: journal.map(|line| (line.at.rfc3339(), line.act, line.channel.word().to_owned())).collect(),
    })
}

fn programs(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<(String, String)>> {
    let programs = sign_in::programs(seen, member)?.into_iter();
    Ok(programs.map(|program| (program.label, program.ends.rfc3339())).collect())
}

fn profile(seen: &Snapshot<'_>, found: &Member) -> Result<Vec<(String, String)>> {
    let email = match found.person {
        Some(person) => sql::email(seen, person)?.unwrap_or_default(),
        None => String::new(),
    };
    let profile = &found.profile;
    let line = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    Ok(vec![
        line("name", &profile.name),
        line("kind", found.kind.word()),
        line("language", profile.locale.code()),
        line("languages_spoken", &super::model::join_languages(&profile.languages)),
        line("about", &profile.about),
        line("reach_way", profile.reach.way.word()),
        line("reach_value", &profile.reach.value),
        line("reach_hours", &profile.reach.hours),
        line("email_for_signing_in", &email),
        line("has_word_for_the_phone", if found.has_word { "yes" } else { "no" }),
        line("here_since", &found.created.rfc3339()),
        line("rules_accepted", &found.rules_accepted.map(kernel::Time::rfc3339).unwrap_or_default()),
        line("house_agreement", &found.house_version.map(|number| number.to_string()).unwrap_or_default()),
    ])
}
