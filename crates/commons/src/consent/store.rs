//! The ledger of consents.

use super::acts::Withdraw;
use super::model::{Consent, ConsentId, Given, TEXT_VERSION, code_hash};
use kernel::{ItemId, Locale, MemberId, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

statements! {
    /// A consent.
    INSERT = "INSERT INTO consent (community_id, id, item_id, member_id, name, part, on_screen, in_print, elsewhere,
                how, witness, text_version, given_on, at, code_hash)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    /// One consent.
    ONE = "SELECT id, item_id, member_id, name, part, on_screen, in_print, elsewhere, how, witness, given_on, at,
             withdrawn_at
           FROM consent WHERE community_id = $1 AND id = $2";
    /// The consent a code belongs to.
    BY_CODE = "SELECT id, item_id, member_id, name, part, on_screen, in_print, elsewhere, how, witness, given_on, at,
                 withdrawn_at
               FROM consent WHERE community_id = $1 AND code_hash = $2";
    /// The consents of an item.
    OF_ITEM = "SELECT id, item_id, member_id, name, part, on_screen, in_print, elsewhere, how, witness, given_on, at,
                 withdrawn_at
               FROM consent WHERE community_id = $1 AND item_id = $2 ORDER BY at, id";
    /// The consents of these items.
    OF_ITEMS = "SELECT id, item_id, member_id, name, part, on_screen, in_print, elsewhere, how, witness, given_on, at,
                  withdrawn_at
                FROM consent
                WHERE community_id = $1 AND item_id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                  $16, $17, $18, $19, $20, $21)
                ORDER BY at, id";
    /// The consents of a member.
    OF_MEMBER = "SELECT id, item_id, member_id, name, part, on_screen, in_print, elsewhere, how, witness, given_on, at,
                   withdrawn_at
                 FROM consent WHERE community_id = $1 AND member_id = $2 ORDER BY at, id";
    /// What members or others agreed to be shown in and have not taken back, with the title as it was first written.
    PERMITTED_SHOWN = "SELECT i.id, i.kind, i.slug, o.lang, o.title
                       FROM item i
                       JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
                         AND o.ease = 'plain'
                       WHERE i.community_id = $1 AND i.stage IN ('live', 'review', 'ended')
                         AND EXISTS (SELECT 1 FROM consent c WHERE c.community_id = i.community_id
                                       AND c.item_id = i.id AND c.withdrawn_at IS NULL)
                       ORDER BY o.sort_key, i.id LIMIT 2000";
    /// What a member has a consent to, in any stage.
    PERMITTED_SHOWN_OF = "SELECT i.id, i.kind, i.slug, o.lang, o.title
                          FROM item i
                          JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                            AND o.lang = i.origin AND o.ease = 'plain'
                          WHERE i.community_id = $1 AND i.stage <> 'erased'
                            AND EXISTS (SELECT 1 FROM consent c WHERE c.community_id = i.community_id
                                          AND c.item_id = i.id AND c.member_id = $2)";
    /// Takes one back.
    WITHDRAW = "UPDATE consent SET withdrawn_at = $3 WHERE community_id = $1 AND id = $2 AND withdrawn_at IS NULL";
    /// Consents taken back since a moment, with the title of what they were for: for the editors.
    PERMITTED_WITHDRAWALS = "SELECT c.withdrawn_at, i.kind, i.slug, o.title
                             FROM consent c
                             JOIN item i ON i.community_id = c.community_id AND i.id = c.item_id
                             JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id
                               AND o.lang = i.origin AND o.ease = 'plain'
                             WHERE c.community_id = $1 AND c.withdrawn_at > $2 AND i.stage = 'withdrawn'
                             ORDER BY c.withdrawn_at DESC, c.id DESC LIMIT 50";
    /// Blanks the names in the consents of an item.
    FORGET_OF = "UPDATE consent SET name = '', witness = '', member_id = NULL WHERE community_id = $1 AND item_id = $2";
    /// Blanks the name of a member in all consents.
    FORGET_MEMBER = "UPDATE consent SET name = '', witness = '', member_id = NULL
                     WHERE community_id = $1 AND member_id = $2";
}

record! {
    /// What somebody agreed to be shown in.
    #[derive(Clone, Debug)]
    pub(super) struct Shown {
        /// Its key.
        pub(super) id: ItemId,
        /// Its kind.
        pub(super) kind: String,
        /// Its address below that of its kind.
        pub(super) slug: String,
        /// The language of the title.
        pub(super) lang: Locale,
        /// Its title.
        pub(super) title: String,
    }
}

/// What is shown, or waits, by consents that stand. The caller has decided that the actor may read it.
pub(super) fn shown(seen: &Snapshot<'_>) -> Result<Vec<Shown>> {
    seen.rows(&PERMITTED_SHOWN, &args![seen.community()])
}

/// What a member has a consent to. The caller has decided that the actor may read it.
pub(super) fn shown_of(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Shown>> {
    seen.rows(&PERMITTED_SHOWN_OF, &args![seen.community(), member])
}

/// Writes a consent down; of the code only a hash is kept. `item` is the permit's, or one made in this very
/// transaction.
///
/// # Errors
/// Those of the store.
pub fn record<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    item: ItemId,
    given: &Given,
    code: &str,
) -> Result<ConsentId> {
    let id = ConsentId(tx.new_key());
    let on = given.on.unwrap_or_else(|| tx.now().day());
    let Given { member, name, part, screen, print, elsewhere, how, witness, .. } = given;
    tx.exec(
        permit,
        &INSERT,
        &args![
            tx.community(),
            id,
            item,
            member,
            name,
            part,
            screen,
            print,
            elsewhere,
            how,
            witness,
            TEXT_VERSION,
            on,
            tx.now(),
            code_hash(code)
        ],
    )?;
    Ok(id)
}

pub(super) fn one(seen: &Snapshot<'_>, id: ConsentId) -> Result<Option<Consent>> {
    seen.row(&ONE, &args![seen.community(), id])
}

pub(super) fn by_code(seen: &Snapshot<'_>, code: &str) -> Result<Option<Consent>> {
    seen.row(&BY_CODE, &args![seen.community(), code_hash(code)])
}

/// Whether a code takes back a consent to this item.
///
/// # Errors
/// Those of the store.
pub fn opens(seen: &Snapshot<'_>, item: ItemId, code: &str) -> Result<bool> {
    Ok(by_code(seen, code)?.is_some_and(|consent| consent.item == item))
}

/// The consents of an item. The caller has decided that the actor may read them: they hold names.
///
/// # Errors
/// Those of the store.
pub fn of_item(seen: &Snapshot<'_>, item: ItemId) -> Result<Vec<Consent>> {
    seen.rows(&OF_ITEM, &args![seen.community(), item])
}

/// So many items can be asked for at once.
pub const MOST_ITEMS: usize = 20;

/// The consents of these items (twenty at most). The caller has decided that the actor may read them: they hold names.
///
/// # Errors
/// Those of the store.
pub fn of_items(seen: &Snapshot<'_>, items: &[ItemId]) -> Result<Vec<Consent>> {
    let Some(first) = items.first() else { return Ok(Vec::new()) };
    let mut values = args![seen.community()].to_vec();
    for place in 0..MOST_ITEMS {
        values.extend(args![items.get(place).copied().unwrap_or(*first)]);
    }
    seen.rows(&OF_ITEMS, &values)
}

/// The consents of a member. The caller has decided that the actor may read them.
pub(super) fn of_member(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<Consent>> {
    seen.rows(&OF_MEMBER, &args![seen.community(), member])
}

pub(super) fn withdraw<'tx>(tx: &Tx<'tx>, permit: &Permit<'tx, Withdraw>, id: ConsentId) -> Result<()> {
    tx.exec_one(permit, &WITHDRAW, &args![tx.community(), id, tx.now()])
}

/// Withdrawals since a moment whose item is still out of sight: when, kind, address and title. The caller has
/// decided that the actor is an editor.
///
/// # Errors
/// Those of the store.
pub fn withdrawals(seen: &Snapshot<'_>, since: Time) -> Result<Vec<(Time, String, String, String)>> {
    seen.rows(&PERMITTED_WITHDRAWALS, &args![seen.community(), since])
}

/// Blanks the names in the consents of an item that is erased.
///
/// # Errors
/// Those of the store.
pub fn forget_of<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, item: ItemId) -> Result<()> {
    tx.exec(permit, &FORGET_OF, &args![tx.community(), item])?;
    Ok(())
}

/// Blanks the name of a member who leaves.
///
/// # Errors
/// Those of the store.
pub(super) fn forget_member<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    member: MemberId,
) -> Result<()> {
    tx.exec(permit, &FORGET_MEMBER, &args![tx.community(), member])?;
    Ok(())
}
