//! What a member types about themselves: one description for the page, the desk and the JSON API.

use super::model::{Language, Profile, Reach, Way};
use crate::texts::member as t;
use kernel::Locale;
use web::{Choice, Field, Input, Reader};

impl Choice for Way {
    const ALL: &'static [Self] = Way::ALL;
    fn key(&self) -> &'static str {
        self.word()
    }
    fn label(&self, locale: Locale) -> &'static str {
        match self {
            Self::Mail => t::way_mail(locale),
            Self::Sms => t::way_sms(locale),
            Self::Phone => t::way_phone(locale),
            Self::Letter => t::way_letter(locale),
            Self::Neighbour => t::way_neighbour(locale),
            Self::Board => t::way_board(locale),
            Self::Desk => t::way_desk(locale),
        }
    }
}

impl Choice for Language {
    const ALL: &'static [Self] = Language::ALL;
    fn key(&self) -> &'static str {
        self.word()
    }
    /// What its speakers call it.
    fn label(&self, _: Locale) -> &'static str {
        match self {
            Self::Pl => "polski",
            Self::Uk => "українська",
            Self::En => "English",
            Self::Be => "беларуская",
            Self::Ru => "русский",
            Self::De => "Deutsch",
            Self::Ka => "ქართული",
            Self::Vi => "tiếng Việt",
            Self::Tr => "Türkçe",
            Self::Es => "español",
            Self::Fr => "français",
            Self::Rom => "romani",
            Self::Pso => "PJM",
        }
    }
}

/// Name, language, ways to be reached.
#[derive(Clone, Debug)]
pub struct ProfileInput {
    /// As typed.
    pub profile: Profile,
    /// The version the person saw.
    pub version: i64,
}

/// The fields every form about a member has.
macro_rules! profile_fields {
    ($($more:expr),* $(,)?) => {
        &[
            web::Field::new("name", crate::texts::member::name).hint(crate::texts::member::name_hint),
            web::Field::new("locale", crate::texts::member::locale).hint(crate::texts::member::locale_hint),
            web::Field::new("languages", crate::texts::member::languages),
            web::Field::new("about", crate::texts::member::about).hint(crate::texts::member::about_hint),
            web::Field::new("reach_way", crate::texts::member::reach_way).hint(crate::texts::member::reach_way_hint),
            web::Field::new("reach_value", crate::texts::member::reach_value).hint(crate::texts::member::reach_value_hint),
            web::Field::new("reach_hours", crate::texts::member::reach_hours).hint(crate::texts::member::reach_hours_hint),
            $($more),*
        ]
    };
}
pub(crate) use profile_fields;

/// Reads how somebody wants to be reached.
pub fn read_reach(read: &mut Reader<'_>) -> Option<Reach> {
    let way = read.choice::<Way>("reach_way");
    let value = match way {
        Some(Way::Mail) => read.maybe_email("reach_value"),
        Some(Way::Sms | Way::Phone) => read.maybe_phone("reach_value"),
        _ => read.maybe_line("reach_value", 1..=200),
    };
    let hours = read.maybe_line("reach_hours", 1..=120);
    let reach = Reach { way: way?, value: value?.unwrap_or_default(), hours: hours?.unwrap_or_default() };
    if reach.way.needs_value() && reach.value.is_empty() {
        read.wrong("reach_value", t::wrong_reach_value);
        return None;
    }
    Some(reach)
}

/// Reads the fields every form about a member has.
pub(crate) fn read_profile(read: &mut Reader<'_>) -> Option<Profile> {
    let name = read.line("name", 1..=80);
    let locale = read.choice::<Locale>("locale");
    let languages = read.many::<Language>("languages");
    let about = read.maybe_text("about", 1..=500);
    let reach = read_reach(read);
    Some(Profile {
        name: name?,
        languages: languages?,
        locale: locale?,
        about: about?.unwrap_or_default(),
        reach: reach?,
    })
}

/// The same fields as typed again.
pub(crate) fn typed_profile(profile: &Profile) -> Vec<(&'static str, String)> {
    let mut values = vec![
        ("name", profile.name.clone()),
        ("locale", profile.locale.code().to_owned()),
        ("about", profile.about.clone()),
        ("reach_way", profile.reach.way.word().to_owned()),
        ("reach_value", profile.reach.value.clone()),
        ("reach_hours", profile.reach.hours.clone()),
    ];
    values.extend(profile.languages.iter().map(|language| ("languages", language.word().to_owned())));
    values
}

impl Input for ProfileInput {
    const FIELDS: &'static [Field] = profile_fields!(Field::new("version", t::version));
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let profile = read_profile(read);
        let version = read.integer("version", 1..=i64::MAX);
        Some(Self { profile: profile?, version: version? })
    }
}

/// The word for the phone.
#[derive(Clone, Debug)]
pub struct WordInput(pub String);

impl Input for WordInput {
    const FIELDS: &'static [Field] = &[Field::new("word", t::word).hint(t::word_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("word", 4..=60).map(Self)
    }
}

/// "I want to leave": has to be ticked.
#[derive(Clone, Copy, Debug)]
pub struct LeaveInput;

impl Input for LeaveInput {
    const FIELDS: &'static [Field] = &[Field::new("sure", t::leave_sure)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.must_tick("sure").map(|()| Self)
    }
}
