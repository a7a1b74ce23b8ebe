//! Papers that are ready to use: plain data in, a PDF out.

mod forms;
mod wall;

pub use forms::{FormHead, consent_form, need_form, story_form};
pub use wall::{Invitations, Poster, invitations, poster};

use jiff::civil::Date;
use kernel::Locale;

use crate::texts::papers as words;
use crate::{Paper, Problem, Size};

/// What somebody takes home from the desk.
#[derive(Clone, Debug)]
pub struct Slip<'d> {
    /// The neighbourhood's name.
    pub place: &'d str,
    /// What this is about, in a few words: "shopping on Friday".
    pub what: &'d str,
    /// The last day it stands for; none when it has no end.
    pub until: Option<Date>,
    /// What was done, in words, one after the other; empty where that is not said.
    pub done: &'d str,
    /// The code by which the desk finds it, if there is one: letters and digits, any spaces.
    pub code: Option<&'d str>,
    /// What happens next, in one or two sentences.
    pub next: &'d str,
    /// Where to call.
    pub phone: &'d str,
    /// An address with the code in it, for those who have a telephone with a camera at hand.
    pub address: Option<&'d str>,
    /// Nothing below 18 pt.
    pub large: bool,
}

/// Half a sheet in letters of 18 pt (16 where there is much to say): what, until when, the code, what is next, where to call.
///
/// # Errors
///
/// See [`Paper::finish`].
pub fn slip(language: Locale, slip: &Slip<'_>) -> Result<Vec<u8>, Problem> {
    let until = slip.until.map(|day| text::date(language, day));
    let mut rows = vec![(words::slip_what(language), slip.what)];
    if let Some(until) = &until {
        rows.push((words::slip_until(language), until));
    }
    if !slip.done.is_empty() {
        rows.push((words::slip_done(language), slip.done));
    }
    rows.push((words::slip_next(language), slip.next));
    rows.push((words::slip_phone(language), slip.phone));
    let mut paper = Paper::new(Size::Slip, language, words::slip_title(language)).sender(slip.place);
    if let Some(address) = slip.address {
        paper = paper.qr(address, words::slip_qr(language));
    }
    paper = paper.rows(rows);
    if let Some(code) = slip.code {
        paper = paper.code(words::slip_code(language), code);
    }
    paper.on_one_sheet().large(slip.large).finish()
}

/// The card with which somebody signs in who has no e-mail, or does not want to use it.
#[derive(Clone, Debug)]
pub struct ResidentCard<'d> {
    /// The neighbourhood's name.
    pub place: &'d str,
    /// The secret code.
    pub code: &'d str,
    /// The page where the code is typed.
    pub address: &'d str,
    /// The telephone of the desk.
    pub phone: &'d str,
    /// Where and when the desk is open, in the language of the card.
    pub desk: &'d str,
    /// Nothing below 18 pt.
    pub large: bool,
}

/// A card to keep: the code, how to use it, what to do when it is lost. It bears no name, so that whoever finds it
/// does not know whose it is.
///
/// # Errors
///
/// See [`Paper::finish`].
pub fn resident_card(language: Locale, card: &ResidentCard<'_>) -> Result<Vec<u8>, Problem> {
    let steps =
        [words::card_step_open(language), words::card_step_code(language), words::card_step_out(language)];
    Paper::new(Size::A5, language, words::card_title(language))
        .sender(card.place)
        .code(words::card_code(language), card.code)
        .qr(card.address, words::card_qr(language))
        .steps(steps)
        .heading(words::card_lost(language))
        .text(words::card_lost_text(language))
        .rows([(words::card_phone(language), card.phone), (words::card_desk(language), card.desk)])
        .small(words::card_secret(language))
        .on_one_sheet()
        .large(card.large)
        .finish()
}
