//! What forms and programs may say: one description for both.

use super::model::{Decision, Reason, Rule, Told, Verdict};
use crate::texts::reports as t;
use kernel::ItemId;
use web::{Field, Input, Reader};

/// What is wrong.
#[derive(Clone, Debug)]
pub struct ReportInput(pub Told);

impl Input for ReportInput {
    const FIELDS: &'static [Field] = &[
        Field::new("reason", t::field_reason),
        Field::new("words", t::field_words).hint(t::field_words_hint),
        Field::new("contact", t::field_contact).hint(t::field_contact_hint),
        Field::new("item", t::name),
        Field::new("page", t::name),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let reason = read.choice::<Reason>("reason");
        let words = read.text("words", 5..=4_000);
        let contact = read.maybe_line("contact", 1..=200);
        let item = read.maybe_parsed::<ItemId>("item");
        let page = read.maybe_line("page", 1..=300);
        let told = Told {
            item: item?,
            page: page?.unwrap_or_default(),
            reason: reason?,
            words: words?,
            contact: contact?.unwrap_or_default(),
        };
        Some(Self(told))
    }
}

/// About what a report is to be.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// This item, if it is one.
    pub item: Option<String>,
    /// This page.
    pub page: Option<String>,
}

impl Input for About {
    const FIELDS: &'static [Field] = &[Field::new("item", t::name), Field::new("page", t::name)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self { item: read.raw("item").map(str::to_owned), page: read.raw("page").map(str::to_owned) })
    }
}

/// A receipt as typed.
#[derive(Clone, Debug)]
pub struct ReceiptInput {
    /// Its code.
    pub receipt: String,
    /// What the reporter holds against the decision.
    pub objection: Option<String>,
}

impl Input for ReceiptInput {
    const FIELDS: &'static [Field] = &[
        Field::new("receipt", t::field_receipt).hint(t::field_receipt_hint),
        Field::new("objection", t::field_objection),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let receipt = read.line("receipt", 12..=20);
        let objection = read.maybe_text("objection", 5..=4_000);
        Some(Self { receipt: receipt?, objection: objection? })
    }
}

/// What the author holds against the decision.
#[derive(Clone, Debug)]
pub struct ObjectionInput(pub String);

impl Input for ObjectionInput {
    const FIELDS: &'static [Field] = &[Field::new("objection", t::field_objection)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.text("objection", 5..=4_000)?))
    }
}

/// What the editors decide.
#[derive(Clone, Debug)]
pub struct DecisionInput(pub Verdict);

impl Input for DecisionInput {
    const FIELDS: &'static [Field] = &[
        Field::new("decision", t::field_decision),
        Field::new("rule", t::field_rule).hint(t::field_rule_hint),
        Field::new("reasons", t::field_reasons).hint(t::field_reasons_hint),
    ];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        let decision = read.choice::<Decision>("decision");
        let rule = read.choice::<Rule>("rule");
        let reasons = read.text("reasons", 10..=4_000);
        // art. 17(3)(d) and (e): whoever takes something from sight names the rule it breaks
        if decision == Some(Decision::Hidden) && rule == Some(Rule::Kept) {
            read.wrong("rule", t::wrong_rule);
            return None;
        }
        Some(Self(Verdict { decision: decision?, rule: rule?, reasons: reasons? }))
    }
}

/// Of which year.
#[derive(Clone, Copy, Debug)]
pub struct YearInput(pub Option<i64>);

impl Input for YearInput {
    const FIELDS: &'static [Field] = &[Field::new("year", t::field_year)];
    fn parse(read: &mut Reader<'_>) -> Option<Self> {
        Some(Self(read.raw("year").and_then(|year| year.parse().ok())))
    }
}
