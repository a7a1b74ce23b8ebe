//! What forms and programs may say: one description for both.

use super::model::{PartOfDay, Rhythm, Wish};
use crate::texts::reach as t;
use people::member::{Member, Reach, read_reach};
use web::{Field, Input, Reader};

/// How somebody wants to be reached.
#[derive(Clone, Debug)]
pub struct ReachInput {
    /// The way and its value.
    pub reach: Reach,
    /// When, and how often with general news.
    pub wish: Wish,
    /// The version the person saw.
    pub version: i64,
}

impl Input for ReachInput {
    const FIELDS: &'static [Field] = &[
        Field::new("reach_way", t::field_way),
        Field::new("reach_value", t::field_value).hint(t::field_value_hint),
        Field::new("times", t::field_times).hint(t::field_times_hint),
        Field::new("reach_hours", t::field_hours).hint(t::field_hours_hint),
        Field::new("news", t::field_news).hint(t::field_news_hint),
        Field::new("area", t::field_area).hint(t::field_area_hint),
        Field::new("version", t::title),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let reach = read_reach(read);
        let times = read.many::<PartOfDay>("times");
        let rhythm = read.choice::<Rhythm>("news");
        let area = read.maybe_line("area", 1..=80);
        let version = read.integer("version", 1..=i64::MAX);
        let wish = Wish { times: times?, rhythm: rhythm?, area: area?.unwrap_or_default() };
        Some(Self { reach: reach?, wish, version: version? })
    }
}

/// The same fields as typed again.
pub(super) fn typed(member: &Member, wish: &Wish) -> Vec<(&'static str, String)> {
    let reach = &member.profile.reach;
    let mut values = vec![
        ("reach_way", reach.way.word().to_owned()),
        ("reach_value", reach.value.clone()),
        ("reach_hours", reach.hours.clone()),
        ("news", wish.rhythm.word().to_owned()),
        ("area", wish.area.clone()),
        ("version", member.version.to_string()),
    ];
    values.extend(wish.times.iter().map(|part| ("times", part.word().to_owned())));
    values
}
