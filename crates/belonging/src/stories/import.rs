//! Stories from a folder of text files: the sample neighbourhood, and what people bring.
//!
//! A file is named `<key>.<language>.md` and begins with TOML between two lines `+++`; below it stands the text.
//! The original has `title`, `summary`, `places`, `era = { from, to, precision }`, `tellers` (`{ member }` or
//! `{ name }`), `subjects` (`{ name, life, visible }`), `consent` (`{ who, for, how, date }`), `pictures`, `source`,
//! `sample`; a translation has `title`, `summary` and `state`. Every language has its own
//! `alt = { "file.jpg" = "…" }`.

use super::acts::Imported;
use super::era::{Era, Precision};
use super::model::{Details, Leaving, Life, Part, Someone};
use crate::texts::stories as t;
use commons::consent::{self, Given, How};
use commons::items::{TextState, Words};
use commons::media::{self, NewPicture};
use kernel::{Day, Locale, MemberId};
use std::collections::BTreeMap;
use std::fmt;
use toml::{Table, Value};
use web::App;

/// What is wrong with a file, and in which line (counted from 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The file's name.
    pub file: String,
    /// The line.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub what: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// A story as its files tell it, its pictures and members still by name.
#[derive(Clone, Debug)]
pub struct Read {
    /// What needs nothing but the files.
    pub story: Imported,
    /// Names of picture files, with what they show by language.
    pub pictures: Vec<(String, Vec<(Locale, String)>)>,
    /// The key of the member who tells it first.
    owner: Option<String>,
    file: String,
}

/// Reads files (name and text); `members` tells whom the keys of tellers stand for.
///
/// # Errors
/// Everything wrong with them, in the order of files and lines.
pub fn read(
    files: &[(String, String)],
    members: &BTreeMap<String, (MemberId, String)>,
) -> Result<Vec<Read>, Vec<Wrong>> {
    let (mut pages, mut wrongs) = (BTreeMap::<String, Vec<File<'_>>>::new(), Vec::new());
    for (name, text) in files {
        match File::open(name, text) {
            Ok(file) => pages.entry(file.key.clone()).or_default().push(file),
            Err(wrong) => wrongs.push(wrong),
        }
    }
    let mut stories = Vec::new();
    for versions in pages.into_values() {
        match story(&versions, members) {
            Ok(story) => stories.push(story),
            Err(wrong) => wrongs.push(wrong),
        }
    }
    if wrongs.is_empty() { Ok(stories) } else { Err(wrongs) }
}

/// Makes the pictures of a story; `bytes` gives those of a file.
///
/// # Errors
/// What is wrong with a picture; faults of the machine.
pub async fn with_pictures(
    app: &App,
    read: Read,
    bytes: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Imported, Wrong> {
    let mut story = read.story;
    for (name, alts) in read.pictures {
        let wrong =
            |what: String| Wrong { file: read.file.clone(), line: 1, what: format!("{name}: {what}") };
        let found =
            bytes(&name).ok_or_else(|| wrong("this picture is not in the folder of pictures".to_owned()))?;
        let taken = media::take_bytes(app, found, "picture").await;
        let file = taken.map_err(|fault| match fault {
            web::Error::Refused(refusal) => wrong(refusal.words(Locale::En).unwrap_or_default()),
            other => wrong(format!("{other:?}")),
        })?;
        story.pictures.push(NewPicture { file, alts, credit: String::new(), taken: String::new() });
    }
    Ok(story)
}

/// One file: its front matter and its text.
struct File<'a> {
    name: &'a str,
    front: &'a str,
    about: Table,
    body: &'a str,
    key: String,
    lang: Locale,
}

impl<'a> File<'a> {
    fn open(name: &'a str, text: &'a str) -> Result<Self, Wrong> {
        let wrong = |line, what: &str| Wrong { file: name.to_owned(), line, what: what.to_owned() };
        let text = text.trim_start_matches('\u{feff}');
        if text.contains('\0') {
            return Err(wrong(1, "this is not a text file"));
        }
        let rest = text.strip_prefix("+++").ok_or_else(|| wrong(1, "the file begins with a line +++"))?;
        let (front, body) =
            rest.split_once("\n+++").ok_or_else(|| wrong(1, "a second line +++ ends the front matter"))?;
        let about = front.parse::<Table>().map_err(|fault| {
            let at = fault.span().map_or(0, |span| span.start);
            let line = 1 + front.get(..at).unwrap_or_default().matches('\n').count();
            Wrong { file: name.to_owned(), line, what: fault.message().to_owned() }
        })?;
        let (mut file, missing) =
            (Self { name, front, about, body, key: String::new(), lang: Locale::Pl }, "is missing");
        file.key = text::slug(&file.line("key").unwrap_or_default());
        let lang = file.line("lang").and_then(|code| Locale::parse(&code));
        file.lang = lang.ok_or_else(|| file.wrong("lang", "is pl, en or uk"))?;
        if file.key.is_empty() {
            return Err(file.wrong("key", missing));
        }
        if file.line("title").is_none() {
            return Err(file.wrong("title", missing));
        }
        Ok(file)
    }

    /// What is wrong with a key of the front matter, in its line.
    fn wrong(&self, key: &str, what: &str) -> Wrong {
        let begins = |line: &str| {
            line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let line = self.front.lines().position(begins).map_or(1, |place| place + 1);
        Wrong { file: self.name.to_owned(), line, what: format!("`{key}` {what}") }
    }

    fn line(&self, key: &str) -> Option<String> {
        let text = self.about.get(key)?.as_str()?;
        text::nfc_line(text).ok().filter(|line| !line.is_empty())
    }

    fn words(&self) -> Result<Words, Wrong> {
        let body = text::nfc(self.body.trim_start_matches('+').trim())
            .map_err(|_| self.wrong("title", "has text that cannot be read"))?;
        Ok(Words {
            title: self.line("title").unwrap_or_default(),
            summary: self.line("summary").unwrap_or_default(),
            body,
        })
    }

    fn each(&self, key: &str) -> &[Value] {
        self.about.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn is_original(&self) -> bool {
        self.about.contains_key("tellers") || self.about.contains_key("places")
    }
}

fn story(files: &[File<'_>], members: &BTreeMap<String, (MemberId, String)>) -> Result<Read, Wrong> {
    let Some(original) = files.iter().find(|file| file.is_original()) else {
        let first = files.first().map_or("", |file| file.name);
        let what = "no file of this key has `tellers`: the original is missing".to_owned();
        return Err(Wrong { file: first.to_owned(), line: 1, what });
    };
    let mut texts = vec![(original.lang, original.words()?, TextState::Original)];
    for file in files.iter().filter(|file| file.lang != original.lang) {
        let state = file.line("state").unwrap_or_else(|| "neighbour".to_owned());
        let state = TextState::parse(&state)
            .ok_or_else(|| file.wrong("state", "is machine, neighbour or reviewed"))?;
        texts.push((file.lang, file.words()?, state));
    }
    let owner = original.each("tellers").iter().find_map(|teller| text_of(teller, "member"));
    let people = people(original, members)?;
    let consents =
        original.each("consent").iter().map(|one| given(original, one, &people)).collect::<Result<_, _>>()?;
    let pictures =
        original.each("pictures").iter().filter_map(Value::as_str).map(|name| alts(files, original, name));
    let story = Imported {
        slug: original.key.clone(),
        texts,
        details: Details {
            era: era(original)?,
            place_words: original.line("place_words").unwrap_or_default(),
            source: original.line("source").unwrap_or_default(),
            leaving: Leaving::Erase,
        },
        places: original.each("places").iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        owner: owner.as_ref().and_then(|key| members.get(key)).map(|(id, _)| *id),
        consents,
        pictures: Vec::new(),
        sample: original.about.get("sample").and_then(Value::as_bool).unwrap_or(false),
        people,
    };
    Ok(Read { pictures: pictures.collect::<Result<_, _>>()?, story, owner, file: original.name.to_owned() })
}

impl Read {
    /// The key of the member who tells it first, if one does.
    pub fn owner_key(&self) -> Option<&str> {
        self.owner.as_deref()
    }
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).and_then(|text| text::nfc_line(text).ok())
}

fn era(file: &File<'_>) -> Result<Era, Wrong> {
    let Some(era) = file.about.get("era") else { return Ok(Era::UNKNOWN) };
    let year = |key: &str| era.get(key).and_then(Value::as_integer).and_then(|year| i32::try_from(year).ok());
    let precision = era.get("precision").and_then(Value::as_str).and_then(Precision::parse);
    let read = precision
        .and_then(|precision| Era::of(year("from").unwrap_or(0), year("to").unwrap_or(0), precision).ok());
    read.ok_or_else(|| file.wrong("era", "is { from = 1950, to = 1959, precision = \"decade\" }, or another of year, about, before, after, now"))
}

fn people(file: &File<'_>, members: &BTreeMap<String, (MemberId, String)>) -> Result<Vec<Someone>, Wrong> {
    let mut people = Vec::new();
    for teller in file.each("tellers") {
        people.push(match (text_of(teller, "member"), text_of(teller, "name")) {
            (Some(key), name) => {
                let (id, own) = members.get(&key).ok_or_else(|| {
                    file.wrong("tellers", &format!("names a member who is not here: {key}"))
                })?;
                Someone::teller(name.unwrap_or_else(|| own.clone()), Some(*id))
            }
            (None, Some(name)) => Someone::teller(name, None),
            (None, None) => {
                return Err(file.wrong("tellers", "is a list of { member = \"…\" } or { name = \"…\" }"));
            }
        });
    }
    for subject in file.each("subjects") {
        let life = text_of(subject, "life").as_deref().and_then(Life::parse);
        let visible = subject.get("visible").and_then(Value::as_bool).unwrap_or(false);
        let wrong = || {
            file.wrong("subjects", "is a list of { name = \"…\", life = \"living\" | \"deceased\" | \"unnamed\", visible = true }")
        };
        let name = text_of(subject, "name").ok_or_else(wrong)?;
        people.push(Someone::subject(name, life.ok_or_else(wrong)?, visible));
    }
    Ok(people)
}

fn given(file: &File<'_>, value: &Value, people: &[Someone]) -> Result<Given, Wrong> {
    let wrong = |what: &str| file.wrong("consent", what);
    let name = text_of(value, "who").ok_or_else(|| wrong("says `who`"))?;
    let purposes: Vec<&str> =
        value.get("for").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let for_what = |word: &str| purposes.contains(&word);
    let said = text_of(value, "how").unwrap_or_default();
    let how = match said.as_str() {
        "on screen" => How::OnScreen,
        "paper" => How::Paper,
        said if said.starts_with("spoken") => How::Spoken,
        _ => return Err(wrong("says how: \"on screen\", \"spoken before a named witness\" or \"paper\"")),
    };
    let on = text_of(value, "date")
        .map(|date| Day::parse(&date).ok_or_else(|| wrong("has a date like 2026-09-12")))
        .transpose()?;
    let subject = people.iter().any(|someone| someone.part == Part::Subject && someone.name == name);
    let teller = people.iter().any(|someone| someone.part == Part::Teller && someone.name.starts_with(&name));
    let part = if subject && !teller { consent::Part::Subject } else { consent::Part::Teller };
    Ok(Given {
        member: None,
        name,
        part,
        screen: for_what("screen"),
        print: for_what("print"),
        elsewhere: for_what("elsewhere"),
        how,
        witness: text_of(value, "witness").unwrap_or_default(),
        on,
    })
}

/// What a picture shows, the original's words first; they may not be missing.
fn alts(
    files: &[File<'_>],
    original: &File<'_>,
    name: &str,
) -> Result<(String, Vec<(Locale, String)>), Wrong> {
    let alt = |file: &File<'_>| {
        file.about.get("alt").and_then(|alts| text_of(alts, name)).filter(|alt| !alt.is_empty())
    };
    let first =
        alt(original).ok_or_else(|| original.wrong("alt", &format!("does not say what {name} shows")))?;
    let others = files
        .iter()
        .filter(|file| file.lang != original.lang)
        .filter_map(|file| Some((file.lang, alt(file)?)));
    Ok((name.to_owned(), std::iter::once((original.lang, first)).chain(others).collect()))
}

/// What a person reads who imported something: how many stories, in their language.
pub fn imported(locale: Locale, stories: usize) -> String {
    t::imported(locale, stories)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Vec<(String, String)> {
        vec![("a.pl.md".to_owned(), text.to_owned())]
    }

    #[test]
    fn every_fault_names_file_and_line() {
        let cases = [
            ("no", 1, "+++"),
            ("+++\nkey = \"a\"\n", 1, "second line"),
            ("+++\nkey = \"a\"\nlang = pl\n+++\n", 3, ""),
            ("+++\nkey = \"a\"\nlang = \"de\"\ntitle = \"x\"\n+++\n", 3, "`lang`"),
            ("+++\nkey = \"a\"\nlang = \"pl\"\n+++\n", 1, "`title`"),
            ("+++\nkey = \"a\"\nlang = \"pl\"\ntitle = \"x\"\n+++\n", 1, "original is missing"),
            (
                "+++\nkey = \"a\"\nlang = \"pl\"\ntitle = \"x\"\nplaces = []\nera = { from = 1950, to = 1940, precision = \"year\" }\n+++\n",
                6,
                "`era`",
            ),
            (
                "+++\nkey = \"a\"\nlang = \"pl\"\ntitle = \"x\"\ntellers = [{ member = \"nobody\" }]\n+++\n",
                5,
                "nobody",
            ),
            (
                "+++\nkey = \"a\"\nlang = \"pl\"\ntitle = \"x\"\ntellers = []\npictures = [\"a.jpg\"]\n+++\n",
                1,
                "a.jpg",
            ),
        ];
        for (text, line, says) in cases {
            let wrongs = read(&file(text), &BTreeMap::new()).unwrap_err();
            assert_eq!((wrongs[0].file.as_str(), wrongs[0].line), ("a.pl.md", line), "{text}: {}", wrongs[0]);
            assert!(wrongs[0].what.contains(says), "{text}: {}", wrongs[0]);
        }
    }

    #[test]
    fn a_small_file_is_enough() {
        let text = "+++\nkey = \"a\"\nlang = \"pl\"\ntitle = \"Ławka\"\ntellers = [{ name = \"Anna\" }]\n+++\n\nByła tu.\n";
        let stories = read(&file(text), &BTreeMap::new()).unwrap();
        assert_eq!(stories[0].story.texts[0].1.body, "Była tu.");
        assert_eq!(stories[0].story.people, [Someone::teller("Anna", None)]);
    }
}
