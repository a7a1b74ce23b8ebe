//! The plain form in JSON.

use super::{PlainError, PlainList, Thing, Wish};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    ranked: bool,
    people: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    name: String,
    #[serde(default)]
    things: Vec<PersonThing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonThing {
    name: String,
    category: Option<String>,
    value: Option<f64>,
    #[serde(default)]
    gift: bool,
    #[serde(default)]
    wishes: Vec<PersonWish>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PersonWish {
    Thing(String),
    Category(CategoryWish),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryWish {
    category: String,
    from: Option<f64>,
    to: Option<f64>,
}

impl PlainList {
    /// Reads the JSON form.
    ///
    /// # Errors
    /// The line and the reason where the text is not such a list.
    pub fn from_json(bytes: &[u8]) -> Result<Self, PlainError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let file: File = serde_json::from_slice(bytes).map_err(|error| PlainError {
            line: error.line().max(1),
            message: format!("{error}; see the description of the plain form"),
        })?;
        let mut things = Vec::new();
        for person in file.people {
            for thing in person.things {
                let wishes = thing.wishes.into_iter().map(|wish| match wish {
                    PersonWish::Thing(name) => Wish::Thing(name),
                    PersonWish::Category(CategoryWish { category, from, to }) => {
                        Wish::Category { category, from, to }
                    }
                });
                things.push(Thing {
                    line: things.len() + 1,
                    owner: person.name.clone(),
                    name: thing.name,
                    category: thing.category,
                    value: thing.value,
                    gift: thing.gift,
                    wishes: wishes.collect(),
                });
            }
        }
        Ok(Self { ranked: file.ranked, things })
    }
}
