//! What the desk writes down about a form.

use super::model::{DUE_DAYS, tidy_number};
use crate::consent;
use crate::papers::Form;
use crate::texts::paper_inbox as t;
use kernel::{Day, MemberId};
use web::{Field, Input, Reader};

/// A sheet as it is taken in.
#[derive(Clone, Debug)]
pub struct ArrivalInput {
    pub(super) kind: Form,
    pub(super) number: String,
    pub(super) due: Option<Day>,
    pub(super) note: String,
}

impl Input for ArrivalInput {
    const FIELDS: &'static [Field] = &[
        Field::new("kind", t::field_kind),
        Field::new("number", t::field_number).hint(t::field_number_hint),
        Field::new("due", t::field_due).hint(t::field_due_hint),
        Field::new("note", t::field_note).hint(t::field_note_hint),
        Field::new("scan", t::field_scan).hint(t::field_scan_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let kind = read.choice::<Form>("kind");
        let number = read.line("number", 3..=40);
        let due = read.maybe_day("due");
        let note = read.maybe_line("note", 1..=300);
        Some(Self { kind: kind?, number: tidy_number(&number?), due: due?, note: note?.unwrap_or_default() })
    }
}

impl ArrivalInput {
    /// The day that was promised, or the usual one.
    pub(super) fn due(&self, today: Day) -> Day {
        self.due.unwrap_or_else(|| today.plus(DUE_DAYS))
    }
}

/// What a form's QR code tells, to fill the page with.
#[derive(Clone, Debug, Default)]
pub struct FromSquare {
    pub(super) kind: Option<Form>,
    pub(super) number: String,
}

impl Input for FromSquare {
    const FIELDS: &'static [Field] =
        &[Field::new("kind", t::field_kind), Field::new("number", t::field_number)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let kind = read.raw("kind").and_then(Form::parse);
        let number = read.raw("number").unwrap_or_default().chars().take(40).collect();
        Some(Self { kind, number })
    }
}

/// Whose a form is.
#[derive(Clone, Debug)]
pub struct WhoseInput(pub(super) String);

impl Input for WhoseInput {
    const FIELDS: &'static [Field] = &[Field::new("name", t::field_whose).hint(t::field_whose_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("name").unwrap_or_default().chars().take(80).collect()))
    }
}

/// For whom it is typed in.
#[derive(Clone, Debug)]
pub struct BeginInput(pub(super) MemberId);

impl Input for BeginInput {
    const FIELDS: &'static [Field] = &[Field::new("member", t::field_whose)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.parsed("member").map(Self)
    }
}

/// Which page came of it.
#[derive(Clone, Debug)]
pub struct OutcomeInput(pub(super) String);

impl Input for OutcomeInput {
    const FIELDS: &'static [Field] = &[Field::new("outcome", t::field_outcome).hint(t::field_outcome_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("outcome", 2..=300).map(Self)
    }
}

/// A consent as read from the sheet.
#[derive(Clone, Debug)]
pub struct ConsentInput {
    pub(super) page: String,
    pub(super) name: String,
    pub(super) part: consent::Part,
    pub(super) screen: bool,
    pub(super) print: bool,
    pub(super) elsewhere: bool,
    pub(super) on: Day,
}

impl Input for ConsentInput {
    const FIELDS: &'static [Field] = &[
        Field::new("page", t::field_page).hint(t::field_page_hint),
        Field::new("name", t::field_name),
        Field::new("part", t::field_part),
        Field::new("screen", t::field_screen),
        Field::new("print", t::field_print),
        Field::new("elsewhere", t::field_elsewhere),
        Field::new("on", t::field_on),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let page = read.line("page", 2..=300);
        let name = read.line("name", 1..=80);
        let part = read.choice::<consent::Part>("part");
        let [screen, print, elsewhere] = ["screen", "print", "elsewhere"].map(|field| read.ticked(field));
        let on = read.day("on");
        if !(screen || print || elsewhere) {
            read.wrong("screen", t::wrong_nothing);
            return None;
        }
        Some(Self { page: page?, name: name?, part: part?, screen, print, elsewhere, on: on? })
    }
}

/// Why a form is given back or put away.
#[derive(Clone, Debug)]
pub struct NoteInput(pub(super) String);

impl Input for NoteInput {
    const FIELDS: &'static [Field] = &[Field::new("note", t::field_why).hint(t::field_why_hint)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        read.line("note", 3..=300).map(Self)
    }
}
