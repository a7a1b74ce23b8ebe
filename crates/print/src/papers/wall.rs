//! What hangs in a stairwell: the poster, and slips with invitations.

use jiff::civil::Date;
use kernel::Locale;

use crate::texts::papers as words;
use crate::{Paper, Problem, Size, Weight};

/// A poster of the neighbourhood.
#[derive(Clone, Debug)]
pub struct Poster<'d> {
    /// The neighbourhood's name.
    pub place: &'d str,
    /// What is announced, in a few words; the name of the place where nothing is.
    pub headline: &'d str,
    /// In which languages besides the poster's own a line is wanted.
    pub also: &'d [Locale],
    /// The short address.
    pub address: &'d str,
    /// The telephone of the desk.
    pub phone: &'d str,
    /// Where and when the desk is open, in the language of the poster.
    pub desk: &'d str,
    /// Nothing below 18 pt.
    pub large: bool,
}

/// The poster: what this is, a line in each language, how to reach us.
pub fn poster(language: Locale, poster: &Poster<'_>) -> Paper {
    let headline = if poster.headline.is_empty() { poster.place } else { poster.headline };
    let mut paper = Paper::new(Size::Poster, language, headline);
    if headline != poster.place {
        paper = paper.sender(poster.place);
    }
    paper = paper.text(words::poster_what(language)).text(words::poster_free(language));
    for &other in poster.also.iter().filter(|other| **other != language) {
        paper = paper.language(other).text(words::poster_line(other));
    }
    let known = [(words::card_phone(language), poster.phone), (words::card_desk(language), poster.desk)];
    let known = known.into_iter().filter(|(_, value)| !value.is_empty());
    let paper = paper.language(language).reach(poster.address, words::poster_qr(language), known);
    paper.on_one_sheet().large(poster.large)
}

/// Invitations, each for one person, from somebody who is named.
#[derive(Clone, Debug)]
pub struct Invitations<'d> {
    /// The neighbourhood's name.
    pub place: &'d str,
    /// Where they will lie, for whoever cuts them: "os. Willowe 5, II".
    pub label: &'d str,
    /// Who invites.
    pub inviter: &'d str,
    /// The codes, one a slip.
    pub codes: &'d [String],
    /// The short address of the page where one joins.
    pub address: &'d str,
    /// The last day.
    pub until: Date,
    /// Nothing below 18 pt: eight a sheet instead of twenty.
    pub large: bool,
}

/// Twenty invitations a sheet, or eight in large print, to be cut apart.
///
/// # Errors
///
/// See [`Paper::finish`].
pub fn invitations(language: Locale, given: &Invitations<'_>) -> Result<Vec<u8>, Problem> {
    let until = text::date(language, given.until);
    let shown = given.address.trim_start_matches("https://").trim_start_matches("http://");
    let slip = |code: &String| {
        let paper = Paper::piece(language).square(given.address, words::invitation_qr(language));
        let invites = words::invitation_from(language, given.inviter, given.place);
        let paper = paper.line(&invites, Weight::Plain).line(code, Weight::Strong);
        paper.line(shown, Weight::Plain).line(&words::invitation_until(language, &until), Weight::Second)
    };
    let title = match given.label {
        "" => words::invitations_title(language).to_owned(),
        label => words::invitations_for(language, label),
    };
    let rows = if given.large { 4 } else { 10 };
    let paper = Paper::new(Size::Sheet, language, &title).large(given.large);
    paper.slips(2, rows, given.codes.iter().map(slip)).finish()
}
