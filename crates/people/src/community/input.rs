//! The face of a neighbourhood as typed.

use super::model::{Face, Worded};
use crate::texts::community as t;
use kernel::Locale;
use web::{Field, Input, Reader};

/// The face, and the version that was seen.
#[derive(Clone, Debug)]
pub struct FaceInput {
    /// As typed. `sample` and `rules_accepted_by` are not typed and keep what they were.
    pub face: Face,
    /// The version the person saw.
    pub version: i64,
}

impl Input for FaceInput {
    const FIELDS: &'static [Field] = &[
        Field::new("name-pl", t::name_pl),
        Field::new("name-en", t::name_en),
        Field::new("name-uk", t::name_uk),
        Field::new("about-pl", t::about_pl),
        Field::new("about-en", t::about_en),
        Field::new("about-uk", t::about_uk),
        Field::new("languages", t::languages).hint(t::languages_hint),
        Field::new("responsible", t::responsible).hint(t::responsible_hint),
        Field::new("phone", t::phone),
        Field::new("email", t::email),
        Field::new("address", t::address),
        Field::new("privacy_contact", t::privacy_contact).hint(t::privacy_contact_hint),
        Field::new("place-pl", t::place_pl),
        Field::new("place-en", t::place_en),
        Field::new("place-uk", t::place_uk),
        Field::new("hours-pl", t::hours_pl),
        Field::new("hours-en", t::hours_en),
        Field::new("hours-uk", t::hours_uk),
        Field::new("unlisted", t::unlisted).hint(t::unlisted_hint),
        Field::new("version", t::version),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let name = worded(read, ["name-pl", "name-en", "name-uk"], 80);
        let about = worded(read, ["about-pl", "about-en", "about-uk"], 800);
        let languages = read.many::<Locale>("languages");
        let responsible = read.line("responsible", 2..=200);
        let phone = read.maybe_phone("phone");
        let email = read.maybe_email("email");
        let address = read.maybe_text("address", 1..=300);
        let privacy_contact = read.maybe_text("privacy_contact", 1..=300);
        let desk_place = worded(read, ["place-pl", "place-en", "place-uk"], 200);
        let desk_hours = worded(read, ["hours-pl", "hours-en", "hours-uk"], 200);
        let unlisted = read.ticked("unlisted");
        let version = read.integer("version", 1..=i64::MAX);
        let face = Face {
            name: name?,
            about: about?,
            languages: languages?.iter().map(|locale| locale.code().to_owned()).collect(),
            responsible: responsible?,
            phone: phone?.unwrap_or_default(),
            email: email?.unwrap_or_default(),
            address: address?.unwrap_or_default(),
            privacy_contact: privacy_contact?.unwrap_or_default(),
            desk_place: desk_place?,
            desk_hours: desk_hours?,
            unlisted,
            ..Face::default()
        };
        Some(Self { face, version: version? })
    }
}

fn worded(read: &mut Reader<'_>, names: [&'static str; 3], most: usize) -> Option<Worded> {
    let [pl, en, uk] = names.map(|name| read.maybe_text(name, 1..=most));
    Some(Worded { pl: pl?.unwrap_or_default(), en: en?.unwrap_or_default(), uk: uk?.unwrap_or_default() })
}

/// The face as typed again.
pub(super) fn typed(face: &Face, version: i64) -> Vec<(&'static str, String)> {
    let mut values = vec![
        ("responsible", face.responsible.clone()),
        ("phone", face.phone.clone()),
        ("email", face.email.clone()),
        ("address", face.address.clone()),
        ("privacy_contact", face.privacy_contact.clone()),
        ("version", version.to_string()),
    ];
    for (names, words) in [
        (["name-pl", "name-en", "name-uk"], &face.name),
        (["about-pl", "about-en", "about-uk"], &face.about),
        (["place-pl", "place-en", "place-uk"], &face.desk_place),
        (["hours-pl", "hours-en", "hours-uk"], &face.desk_hours),
    ] {
        let [pl, en, uk] = names;
        values.extend([(pl, words.pl.clone()), (en, words.en.clone()), (uk, words.uk.clone())]);
    }
    values.extend(face.unlisted.then(|| ("unlisted", "1".to_owned())));
    values.extend(face.languages.iter().map(|code| ("languages", code.clone())));
    values
}
