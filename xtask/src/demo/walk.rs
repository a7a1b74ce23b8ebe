//! From page to page along the links, as visitor and as each of the people of the sample, in each language.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::Context as _;

use super::client::Client;
use super::page::Page;
use super::program::{Program, Served};

const LANGUAGES: [&str; 3] = ["pl", "en", "uk"];

/// The most bytes of a page with all it needs to be whole.
const HEAVIEST: usize = 100_000;

/// Of one kind of page, how many are looked at in one walk: the tenth place is built like the ninth.
const OF_ONE_KIND: usize = 6;

/// The most pages of one walk.
const MOST: usize = 600;

/// Walks the sample: as visitor in three languages, then as each person a link is printed for.
pub fn sample(
    program: &Program,
    served: &Served,
    seen: &mut Vec<String>,
    wrong: &mut Vec<String>,
) -> anyhow::Result<()> {
    for language in LANGUAGES {
        let client = Client::new(&served.address, language);
        Walk::new(client, "visitor", language).all(&["/"], seen, wrong)?;
    }
    for (index, (who, link)) in program.links(&served.address)?.into_iter().enumerate() {
        let language = LANGUAGES[index % LANGUAGES.len()];
        let mut client = Client::new(&served.address, language);
        let home = sign_in(&mut client, &link).with_context(|| format!("signing in as {who}"))?;
        // An account remembers its language, which weighs more than the browser's.
        let own = Page::read(&client.follow(&home)?.1.text()).language();
        let language = LANGUAGES.into_iter().find(|&language| language == own).unwrap_or(language);
        Walk::new(client, &who, language).all(&["/", &home], seen, wrong)?;
    }
    Ok(())
}

/// Opens a link and presses its button.
pub fn sign_in(client: &mut Client, link: &str) -> anyhow::Result<String> {
    let path = client.local(link).context("the link leads elsewhere")?;
    let (path, answer) = client.follow(&path)?;
    let form = Page::read(&answer.text()).form();
    let (action, fields) = form.with_context(|| format!("{path} ({}) has no form", answer.status))?;
    let answer = client.post(if action.is_empty() { &path } else { &action }, &fields)?;
    let next = answer.location.as_deref().and_then(|location| client.local(location));
    next.with_context(|| format!("the form answered {} and led nowhere", answer.status))
}

/// Founds a neighbourhood in the browser, from an empty folder, with the code from the console; then walks it.
pub fn founding(served: &Served, seen: &mut Vec<String>, wrong: &mut Vec<String>) -> anyhow::Result<()> {
    let code = served.said.lines().find_map(|line| line.rsplit_once("code ")).map(|(_, code)| code.trim());
    let code = code.with_context(|| format!("no code to begin with in {:?}", served.said))?;
    for language in LANGUAGES {
        let (path, answer) = Client::new(&served.address, language).follow("/init")?;
        if answer.status != 200 {
            wrong.push(format!("{path} ({language}): answers {}", answer.status));
        }
        wrong.extend(
            Page::read(&answer.text()).faults(language).iter().map(|fault| format!("{path}: {fault}")),
        );
    }
    let mut client = Client::new(&served.address, "pl");
    let (_, answer) = client.follow("/init")?;
    let (action, mut fields) = Page::read(&answer.text()).form().context("/init has no form")?;
    let answers = [
        ("code", code),
        ("name", "Osiedle Próbne"),
        ("languages", "pl"),
        ("responsible", "Stowarzyszenie Próbne"),
        ("phone", "12 000 00 00"),
        ("administrator", "Anna Pierwsza"),
        ("second", "Jan Drugi"),
        ("place", "Biblioteka na rogu"),
    ];
    fields.retain(|(name, _)| answers.iter().all(|(answered, _)| name != answered));
    fields.extend(answers.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let answer = client.post(&action, &fields)?;
    let page = Page::read(&answer.text());
    let founded = (200..400).contains(&answer.status);
    if !founded {
        wrong.push(format!("/init: founding answers {} \"{}\"", answer.status, page.heading()));
        return Ok(());
    }
    seen.push(format!("founded: {} \"{}\"", answer.status, page.heading()));
    Walk::new(Client::new(&served.address, "pl"), "visitor of the new neighbourhood", "pl").all(
        &["/"],
        seen,
        wrong,
    )
}

/// One person's walk.
struct Walk<'w> {
    client: Client,
    who: &'w str,
    language: &'static str,
    /// How many of each kind were looked at.
    kinds: BTreeMap<String, usize>,
    /// Weights of styles, scripts and pictures already fetched, by path.
    parts: BTreeMap<String, usize>,
    heaviest: (usize, String),
    pages: usize,
}

impl<'w> Walk<'w> {
    fn new(client: Client, who: &'w str, language: &'static str) -> Walk<'w> {
        let (kinds, parts) = (BTreeMap::new(), BTreeMap::new());
        Walk { client, who, language, kinds, parts, heaviest: (0, String::new()), pages: 0 }
    }

    /// From these paths along all links of this site.
    fn all(mut self, from: &[&str], seen: &mut Vec<String>, wrong: &mut Vec<String>) -> anyhow::Result<()> {
        let mut known: BTreeSet<String> = from.iter().map(|&path| path.to_owned()).collect();
        let mut queue: VecDeque<(String, String)> =
            known.iter().map(|path| (path.clone(), "the start".to_owned())).collect();
        while let Some((path, linked_from)) = queue.pop_front() {
            if self.pages == MOST {
                wrong.push(format!("{}: more than {MOST} pages, the walk was cut off", self.who));
                break;
            }
            let count = self.kinds.entry(kind(&path)).or_default();
            *count += 1;
            if *count > OF_ONE_KIND {
                continue;
            }
            let mut faults = Vec::new();
            let links = self
                .look(&path, &mut faults)
                .with_context(|| format!("{path}, linked from {linked_from}"))?;
            let place = format!("{path} ({}, {}, linked from {linked_from})", self.who, self.language);
            wrong.extend(faults.into_iter().map(|fault| format!("{place}: {fault}")));
            for link in links {
                if known.insert(link.clone()) {
                    queue.push_back((link, path.clone()));
                }
            }
        }
        let (weight, path) = self.heaviest;
        let kinds = self.kinds.len();
        let (who, language, pages) = (self.who, self.language, self.pages);
        seen.push(format!(
            "{who}, {language}: {pages} pages of {kinds} kinds, heaviest {weight} bytes ({path})"
        ));
        Ok(())
    }

    /// Looks at one path; returns the links found there.
    fn look(&mut self, path: &str, faults: &mut Vec<String>) -> anyhow::Result<Vec<String>> {
        let (path, answer) = self.client.follow(path)?;
        if answer.status != 200 {
            faults.push(format!("answers {}", answer.status));
            return Ok(Vec::new());
        }
        if !answer.is_page() {
            return Ok(Vec::new());
        }
        self.pages += 1;
        let page = Page::read(&answer.text());
        faults.extend(page.faults(self.language));
        let mut weight = answer.weight;
        for part in page.parts() {
            weight += self.weigh(&part, faults)?;
        }
        if weight > self.heaviest.0 {
            self.heaviest = (weight, path);
        }
        if weight > HEAVIEST {
            faults.push(format!("weighs {weight} bytes with all it needs"));
        }
        // A walk stays in its language; the other languages are walks of their own.
        let elsewhere = |path: &String| path.contains("?lang=") || path.contains("&lang=");
        let local = page.links().into_iter().filter_map(|link| self.client.local(&link));
        Ok(local.filter(|path| !elsewhere(path)).collect())
    }

    /// The bytes of a part of a page; a part that is missing or on another site is a fault.
    fn weigh(&mut self, part: &str, faults: &mut Vec<String>) -> anyhow::Result<usize> {
        if part.starts_with("data:") {
            return Ok(0);
        }
        let Some(path) = self.client.local(part) else {
            faults.push(format!("needs {part}, which is not on this site"));
            return Ok(0);
        };
        if let Some(&weight) = self.parts.get(&path) {
            return Ok(weight);
        }
        let answer = self.client.get(&path)?;
        if answer.status != 200 {
            faults.push(format!("needs {path}, which answers {}", answer.status));
        }
        self.parts.insert(path, answer.weight);
        Ok(answer.weight)
    }
}

/// The kind of a page: its path with one sign for every part that looks like a key, and the names of its query.
pub fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let is_key = |part: &str| part.len() > 6 && part.chars().any(|letter| letter.is_ascii_digit());
    let parts = path.split('/').map(|part| if is_key(part) { "*" } else { part });
    let names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    format!("{}?{}", parts.collect::<Vec<_>>().join("/"), names.collect::<Vec<_>>().join("&"))
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn pages_that_differ_by_key_are_of_one_kind() {
        let key = "/nowa-huta/places/0193f5c2-7a31-7cc1-9a0b-1f6b0f1a2b3c";
        assert_eq!(kind(key), kind("/nowa-huta/places/0193f5c2-ffff-7cc1-9a0b-1f6b0f1a2b3c"));
        assert_ne!(kind(key), kind("/nowa-huta/places/new"));
        assert_eq!(kind("/x?page=2&era=a"), kind("/x?page=3&era=b"));
        assert_ne!(kind("/x?page=2"), kind("/x"));
    }
}
