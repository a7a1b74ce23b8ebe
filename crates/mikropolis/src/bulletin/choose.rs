//! A sensible choice that fits on one sheet, to begin with: pure.

use super::model::{Bulletin, Edition, Entry, Issue, NewLine, PAGES, Sort, parts};
use super::paper;

/// So many of each sort are proposed.
const fn most(sort: Sort) -> usize {
    match sort {
        Sort::Date => 5,
        Sort::Story | Sort::Offer => 3,
        Sort::Need => 4,
        Sort::Thanks => 2,
    }
}

/// The first few of each sort, as many as fit: what there is most of gives way first.
pub fn proposed(issue: &Issue, all: &[Entry], address: &str) -> Vec<NewLine> {
    let mut chosen: Vec<Entry> = Vec::new();
    for sort in Sort::ALL {
        chosen.extend(all.iter().filter(|entry| entry.sort == sort).take(most(sort)).cloned());
    }
    let pages = |chosen: &[Entry]| {
        let parts = parts(chosen.to_vec());
        let bulletin = Bulletin { issue: issue.clone(), locale: issue.lang, parts };
        paper::pages(&bulletin, Edition::Sheet, address).unwrap_or(PAGES)
    };
    while pages(&chosen) > PAGES {
        let Some(last) = gives_way(&chosen) else { break };
        chosen.remove(last);
    }
    chosen.iter().map(|entry| line(entry, String::new())).collect()
}

/// A line of an entry; `words` are empty where its own stand.
pub fn line(entry: &Entry, words: String) -> NewLine {
    NewLine { sort: entry.sort, item: entry.item, lang: entry.lang, words }
}

/// The last of the sort there is most of.
fn gives_way(chosen: &[Entry]) -> Option<usize> {
    let count = |sort: Sort| chosen.iter().filter(|entry| entry.sort == sort).count();
    let sort = Sort::ALL.into_iter().max_by_key(|sort| count(*sort))?;
    chosen.iter().rposition(|entry| entry.sort == sort)
}

#[cfg(test)]
mod tests {
    use super::super::model::State;
    use super::*;
    use kernel::{Day, ItemId, Key, Locale};

    fn entry(sort: Sort, at: u128, words: &str) -> Entry {
        Entry {
            sort,
            item: ItemId(Key(at)),
            path: String::new(),
            lang: Locale::Pl,
            title: format!("Tytuł numer {at}"),
            words: words.to_owned(),
            own_words: words.to_owned(),
            about: String::new(),
        }
    }

    fn issue() -> Issue {
        Issue {
            number: 1,
            lang: Locale::Pl,
            hello: String::new(),
            next_on: Day::parse("2026-12-12").unwrap(),
            state: State::Draft,
            version: 1,
            published_at: None,
            editor: String::new(),
            short: String::new(),
            face: people::community::Face::default(),
        }
    }

    #[test]
    fn a_proposal_fits_on_one_sheet_and_leaves_no_sort_out() {
        let long = "Kiedyś rosły tu dwie lipy, a pod nimi stała ławka. ".repeat(12);
        let all: Vec<Entry> = Sort::ALL
            .into_iter()
            .flat_map(|sort| (0..9).map(move |at| (sort, at)))
            .map(|(sort, at)| entry(sort, at, &long))
            .collect();
        let lines = proposed(&issue(), &all, "https://huta.example/q/ABCDEF");
        assert!(lines.len() < 17 && lines.len() >= 5, "{}", lines.len());
        for sort in Sort::ALL {
            assert!(lines.iter().any(|line| line.sort == sort), "{sort:?}");
        }
        let short: Vec<Entry> = Sort::ALL.into_iter().map(|sort| entry(sort, 1, "Krótko.")).collect();
        assert_eq!(proposed(&issue(), &short, "https://huta.example").len(), 5);
        assert!(proposed(&issue(), &[], "https://huta.example").is_empty());
    }
}
