//! `neighbourhood.toml` and `members.toml`.

use anyhow::Context as _;
use commons::reach::{self, Rhythm, Wish};
use kernel::{Locale, Role};
use people::community::{Face, NewCommunity, Worded};
use people::member::{Kind, Language, NewMember, Profile, Reach, Way};
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;

/// `neighbourhood.toml`. Helplines in it are read by their own slice.
#[derive(Deserialize)]
pub struct Frame {
    /// Its address.
    pub slug: String,
    /// Invented, for trying out.
    #[serde(default)]
    pub sample: bool,
    name: Worded,
    #[serde(default)]
    about: Worded,
    languages: Vec<String>,
    responsible: Responsible,
    #[serde(default)]
    desk: Desk,
}

#[derive(Deserialize)]
struct Responsible {
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    address: String,
}

#[derive(Default, Deserialize)]
struct Desk {
    #[serde(default)]
    place: String,
    #[serde(default)]
    hours: Worded,
}

impl Desk {
    /// Where the desk is: `place` is the key of one of the places, or words.
    fn called(&self, folder: &Path) -> anyhow::Result<Worded> {
        let file = folder.join("places.geojson");
        let places: Value = match std::fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| file.display().to_string())?,
            Err(_) => Value::Null,
        };
        let mut places = places["features"].as_array().into_iter().flatten().map(|one| &one["properties"]);
        let Some(place) = places.find(|place| place["key"] == self.place.as_str()) else {
            return Ok(Worded::only(Locale::Pl, self.place.clone()));
        };
        let mut called = Worded::default();
        for locale in Locale::ALL {
            let title = place["text"][locale.code()]["title"].as_str();
            title.unwrap_or_default().clone_into(called.at_mut(locale));
        }
        Ok(called)
    }
}

impl Frame {
    /// What a neighbourhood begins with.
    ///
    /// # Errors
    /// `places.geojson` is no JSON.
    pub fn new_community(&self, folder: &Path) -> anyhow::Result<NewCommunity> {
        let face = Face {
            name: self.name.clone(),
            about: self.about.clone(),
            languages: self.languages.clone(),
            sample: self.sample,
            responsible: self.responsible.name.clone(),
            email: self.responsible.email.clone(),
            phone: self.responsible.phone.clone(),
            address: self.responsible.address.clone(),
            privacy_contact: String::new(),
            desk_place: self.desk.called(folder)?,
            desk_hours: self.desk.hours.clone(),
            rules_accepted_by: self.responsible.name.clone(),
            unlisted: false,
        };
        Ok(NewCommunity { slug: self.slug.clone(), face })
    }
}

/// `members.toml`.
#[derive(Deserialize)]
pub struct Members {
    /// Everybody.
    pub member: Vec<Entry>,
}

/// One member of the file.
#[derive(Deserialize)]
pub struct Entry {
    /// Their key in other files.
    pub key: String,
    /// What neighbours call them.
    pub name: String,
    kind: String,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    roles: Vec<String>,
    reach: FileReach,
    #[serde(default)]
    about: String,
    /// They help with quarrels.
    pub mediates: Option<Mediates>,
}

/// What somebody says of themselves who helps with quarrels.
#[derive(Deserialize, Clone)]
pub struct Mediates {
    about: String,
    languages: String,
    hours: String,
}

impl From<Mediates> for commons::mediation::acts::Told {
    fn from(file: Mediates) -> Self {
        Self { about: file.about, languages: file.languages, hours: file.hours }
    }
}

#[derive(Deserialize)]
struct FileReach {
    way: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    hours: String,
    #[serde(default)]
    times: Vec<String>,
    #[serde(default)]
    news: Option<String>,
}

impl Entry {
    /// When and how often they want to be told, where the file says more than the way.
    ///
    /// # Errors
    /// A word that is none of those known.
    pub fn wish(&self) -> anyhow::Result<Option<Wish>> {
        let FileReach { way, times, news, .. } = &self.reach;
        if times.is_empty() && news.is_none() {
            return Ok(None);
        }
        let way = Way::parse(way).with_context(|| format!("way {way}"))?;
        let mut wish = Wish { times: reach::model::split(&times.join(",")), ..Wish::usual(way) };
        if let Some(word) = news {
            wish.rhythm = Rhythm::parse(word).with_context(|| format!("news {word}"))?;
        }
        Ok(Some(wish))
    }

    /// As the operator enters them: everybody in such a file is vouched for by who wrote it.
    ///
    /// # Errors
    /// A word that is none of those known.
    pub fn new_member(self) -> anyhow::Result<NewMember> {
        let kind = Kind::parse(&self.kind).with_context(|| format!("kind {}", self.kind))?;
        let way = Way::parse(&self.reach.way).with_context(|| format!("way {}", self.reach.way))?;
        let role = |word: &String| Role::parse(word).with_context(|| format!("role {word}"));
        let email = (way == Way::Mail && kind == Kind::Person).then(|| self.reach.value.clone());
        let locale = self.languages.iter().find_map(|code| Locale::parse(code)).unwrap_or(Locale::Pl);
        Ok(NewMember {
            kind,
            email,
            vouched: true,
            roles: self.roles.iter().map(role).collect::<anyhow::Result<_>>()?,
            profile: Profile {
                name: self.name,
                languages: self.languages.iter().filter_map(|code| Language::parse(code)).collect(),
                locale,
                about: self.about,
                reach: Reach { way, value: self.reach.value, hours: self.reach.hours },
            },
        })
    }
}
