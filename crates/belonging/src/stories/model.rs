//! What a story is, apart from its words: who tells, who is in it, when. Pure.

pub use super::era::{Era, NotAnEra, Precision};
use commons::consent::{self, Consent};
use kernel::MemberId;

store::worded! {
    /// Which part somebody has in a story.
    pub enum Part {
        /// Tells it.
        Teller = "teller",
        /// Is told about.
        Subject = "subject",
    }
}

store::worded! {
    /// Whether somebody who is told about lives.
    pub enum Life {
        /// Lives, and is asked for consent.
        Living = "living",
        /// Has died.
        Deceased = "deceased",
        /// Nobody in particular: "the neighbours from number six".
        Unnamed = "unnamed",
    }
}

store::worded! {
    /// What becomes of a story when its teller leaves.
    pub enum Leaving {
        /// It is withdrawn and its words are erased.
        Erase = "erase",
        /// It stays, told by nobody in particular.
        Keep = "keep",
    }
}

store::record! {
    /// Somebody in a story.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Someone {
        /// Which part.
        pub part: Part,
        /// Which member, where it is one.
        pub member: Option<MemberId>,
        /// What the story calls them.
        pub name: String,
        /// Whether they live; tellers do.
        pub life: Life,
        /// Whether the page shows the name.
        pub visible: bool,
    }
}

impl Someone {
    /// A teller.
    pub fn teller(name: impl Into<String>, member: Option<MemberId>) -> Self {
        Self { part: Part::Teller, member, name: name.into(), life: Life::Living, visible: true }
    }
    /// Somebody who is told about.
    pub fn subject(name: impl Into<String>, life: Life, visible: bool) -> Self {
        Self { part: Part::Subject, member: None, name: name.into(), life, visible }
    }
}

/// What a story is, apart from its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// When it happened.
    pub era: Era,
    /// Where, in the teller's words, when no place of the list fits.
    pub place_words: String,
    /// How it is known, for histories.
    pub source: String,
    /// What becomes of it when its teller leaves.
    pub leaving: Leaving,
}

/// Living people of a story for whom no consent lies there, by name.
pub fn without_consent<'a>(people: &'a [Someone], given: &[String]) -> Vec<&'a str> {
    let key = |name: &str| text::slug(name);
    let given: Vec<String> = given.iter().map(|name| key(name)).collect();
    let asked = |someone: &&Someone| someone.part == Part::Subject && someone.life == Life::Living;
    people
        .iter()
        .filter(asked)
        .map(|someone| someone.name.as_str())
        .filter(|name| !given.contains(&key(name)))
        .collect()
}

/// Whether a story may be printed: its teller and every living person in it agreed to print, and nobody took consent
/// back.
pub fn may_be_printed(people: &[Someone], consents: &[&Consent]) -> bool {
    let printed = || consents.iter().filter(|consent| consent.stands() && consent.print);
    let given: Vec<String> = printed().map(|consent| consent.name.clone()).collect();
    consents.iter().all(|consent| consent.stands())
        && printed().any(|consent| consent.part == consent::Part::Teller)
        && without_consent(people, &given).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent(name: &str, part: consent::Part, print: bool, stands: bool) -> Consent {
        Consent {
            id: consent::ConsentId(kernel::Key(0)),
            item: kernel::ItemId(kernel::Key(0)),
            member: None,
            name: name.to_owned(),
            part,
            screen: true,
            print,
            elsewhere: false,
            how: consent::How::Spoken,
            witness: String::new(),
            on: kernel::Time::from_micros(0).day(),
            withdrawn_at: (!stands).then(|| kernel::Time::from_micros(0)),
        }
    }

    #[test]
    fn printed_is_only_what_all_who_live_agreed_to() {
        use consent::Part::{Subject, Teller};
        let people = [
            Someone::teller("Anna", None),
            Someone::subject("Zofia", Life::Living, true),
            Someone::subject("Pan Władek", Life::Deceased, true),
        ];
        let may = |consents: &[Consent]| may_be_printed(&people, &consents.iter().collect::<Vec<_>>());
        let anna = consent("Anna", Teller, true, true);
        assert!(may(&[anna.clone(), consent("Zofia", Subject, true, true)]));
        assert!(!may(&[]));
        assert!(!may(std::slice::from_ref(&anna)), "Zofia was not asked");
        assert!(!may(&[anna.clone(), consent("Zofia", Subject, false, true)]), "for the screen alone");
        assert!(!may(&[consent("Anna", Teller, false, true), consent("Zofia", Subject, true, true)]));
        assert!(!may(&[anna, consent("Zofia", Subject, true, false)]), "taken back");
    }

    #[test]
    fn only_the_living_are_asked() {
        let people = [
            Someone::teller("Anna", None),
            Someone::subject("Zofia", Life::Living, true),
            Someone::subject("Pan Władek", Life::Deceased, true),
            Someone::subject("Nocni goście", Life::Unnamed, false),
        ];
        assert_eq!(without_consent(&people, &[]), ["Zofia"]);
        assert!(without_consent(&people, &["zofia".to_owned()]).is_empty());
    }
}
