//! What is told of a decision: to the reporter who was signed in, and to the author. Nobody is named, and the author
//! is not told who reported and in which words.

use super::model::{Decision, OBJECT_DAYS, Report, State, Verdict};
use crate::items::{self, Facts};
use crate::notices::{Notice, Said, tell};
use crate::texts::reports as t;
use ::store::{Act, Permit, Result, Tx};
use kernel::Locale;
use web::Choice as _;

/// Tells both what was decided, why, by which rule, and how to object.
pub(super) fn decided<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    report: &Report,
    item: Option<&Facts>,
    verdict: &Verdict,
) -> Result<()> {
    let until = (report.state == State::Open).then(|| tx.now().day().plus(OBJECT_DAYS));
    let what = |l: Locale| (verdict.decision.label(l), verdict.rule.label(l), verdict.reasons.as_str());
    let next = |l: Locale| match until {
        Some(until) => t::say_object(l, text::date(l, until.0)),
        None => t::closed_says(l).to_owned(),
    };
    if let Some(reporter) = report.by_member {
        let say = |l: Locale| {
            let (decision, rule, reasons) = what(l);
            let text = t::say_reporter_text(l, decision, reasons, rule);
            Said { subject: t::say_reporter(l).to_owned(), text: format!("{text} {}", next(l)) }
        };
        let path = "/report/status".to_owned();
        let notice = Notice { kind: "reports.decided", about: Some(report.id.0), by: None, path, say: &say };
        tell(tx, permit, reporter, &notice)?;
    }
    let Some(item) = item else { return Ok(()) };
    // a report that came to nothing is not held over anybody, unless it is about an objection of theirs
    let concerns = verdict.decision != Decision::Kept || report.state == State::Objected;
    let Some(author) = item.owner.filter(|owner| concerns && report.by_member != Some(*owner)) else {
        return Ok(());
    };
    let texts = items::texts_in_any_stage(tx, item.id)?;
    let title = texts.into_iter().find(|text| text.lang == item.origin).map(|text| text.title);
    let title = title.unwrap_or_default();
    let say = |l: Locale| {
        let (decision, rule, reasons) = what(l);
        let text = t::say_author_text(l, decision, reasons, rule, &title);
        Said { subject: t::say_author(l).to_owned(), text: format!("{text} {}", next(l)) }
    };
    let path = format!("/reports/{}/decision", report.id);
    let notice = Notice { kind: "reports.about_yours", about: Some(report.id.0), by: None, path, say: &say };
    tell(tx, permit, author, &notice)
}
