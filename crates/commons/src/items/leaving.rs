//! What becomes of items when somebody leaves, and what they take along.

use super::store;
use ::store::{Result, Snapshot, Tx};
use kernel::MemberId;
use people::member::EraseMember;
use serde_json::{Value, json};

/// Lets go of a member who leaves. Runs after the slices that own kinds of items: what they let stay (a place, a
/// story its teller wanted to stay) belongs to nobody and names nobody.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::let_go(tx, &permit, member)
}

/// Everything a member published, drafted or translated.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let written = store::written(seen, member)?.into_iter();
    let one = |one: store::Written| {
        json!({
            "kind": one.kind, "address": one.slug, "stage": one.stage.word(), "since": one.at.rfc3339(),
            "language": one.lang.code(), "title": one.title, "summary": one.summary, "text": one.body,
        })
    };
    Ok(written.map(one).collect())
}
