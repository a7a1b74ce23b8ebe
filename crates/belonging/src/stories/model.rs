//! What a story is, apart from its words: who tells, who is in it, when. Pure.

pub use super::era::{Era, NotAnEra, Precision};
use commons::consent::{self, Consent, name_key};
use commons::media::MediaId;
use kernel::{Key, MemberId};

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
    let given: Vec<String> = given.iter().map(|name| name_key(name)).collect();
    let asked = |someone: &&Someone| someone.part == Part::Subject && someone.life == Life::Living;
    people
        .iter()
        .filter(asked)
        .map(|someone| someone.name.as_str())
        .filter(|name| !given.contains(&name_key(name)))
        .collect()
}

/// Whether the story names this person.
pub fn names(people: &[Someone], consent: &Consent) -> bool {
    let named = |someone: &Someone| name_key(&someone.name) == name_key(&consent.name);
    !consent.name.is_empty() && people.iter().any(named)
}

/// A consent to this purpose that was taken back and not given anew, of somebody who is still in the story. Whoever is
/// not named may be in a picture, or may have taken one, as long as one is there that was added before.
pub fn taken_back<'a>(
    people: &[Someone],
    pictures: &[MediaId],
    consents: &[&'a Consent],
    purpose: fn(&Consent) -> bool,
) -> Option<&'a Consent> {
    let before = |consent: &Consent| {
        let at = consent.withdrawn_at.map(Key::by_time);
        at.is_some_and(|at| pictures.iter().any(|picture| picture.0 < at))
    };
    let still_in = |consent: &&Consent| match consent.part {
        consent::Part::Teller => names(people, consent),
        consent::Part::Subject => names(people, consent) || before(consent),
        consent::Part::Photographer => before(consent),
    };
    consent::taken_back(consents, purpose).into_iter().find(still_in)
}

/// Whether a story may be printed: its teller and every living person in it agreed to print, and nobody who is in it
/// took that back.
pub fn may_be_printed(people: &[Someone], pictures: &[MediaId], consents: &[&Consent]) -> bool {
    let in_print = |consent: &Consent| consent.print;
    let printed = consent::holding(consents, in_print);
    let given: Vec<String> = printed.iter().map(|consent| consent.name.clone()).collect();
    taken_back(people, pictures, consents, in_print).is_none()
        && printed.iter().any(|consent| consent.part == consent::Part::Teller)
        && without_consent(people, &given).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent(name: &str, part: consent::Part, print: bool, stands: bool) -> Consent {
        Consent {
            id: consent::ConsentId(Key::random()),
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
            at: kernel::Time::from_micros(0),
            withdrawn_at: (!stands).then(|| kernel::Time::from_micros(1_000_000)),
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
        let may = |consents: &[Consent]| may_be_printed(&people, &[], &consents.iter().collect::<Vec<_>>());
        let anna = consent("Anna", Teller, true, true);
        assert!(may(&[anna.clone(), consent("Zofia", Subject, true, true)]));
        assert!(!may(&[]));
        assert!(!may(std::slice::from_ref(&anna)), "Zofia was not asked");
        assert!(!may(&[anna.clone(), consent("Zofia", Subject, false, true)]), "for the screen alone");
        assert!(!may(&[consent("Anna", Teller, false, true), consent("Zofia", Subject, true, true)]));
        assert!(!may(&[anna.clone(), consent("Zofia", Subject, true, false)]), "taken back");
        assert!(may(&[anna, consent("Zofia", Subject, true, true), consent("Marek", Subject, true, false)]));
    }

    #[test]
    fn whoever_took_consent_back_is_not_asked_once_they_are_out_of_words_and_pictures() {
        use consent::Part::{Photographer, Subject, Teller};
        let people = [Someone::teller("Anna", None)];
        let picture = |second: i64| MediaId(Key::by_time(kernel::Time::from_micros(second * 1_000_000)));
        let gone = |part, name, pictures: &[MediaId]| {
            let consent = consent(name, part, true, false);
            taken_back(&people, pictures, &[&consent], |consent| consent.screen).is_some()
        };
        assert!(gone(Teller, "Anna", &[]) && !gone(Teller, "Zofia", &[picture(0)]));
        assert!(gone(Subject, "Anna", &[]) && !gone(Subject, "Zofia", &[]));
        assert!(gone(Subject, "Zofia", &[picture(0)]) && gone(Photographer, "Zofia", &[picture(0)]));
        assert!(!gone(Subject, "Zofia", &[picture(2)]) && !gone(Photographer, "Zofia", &[picture(2)]));
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
