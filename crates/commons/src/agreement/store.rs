//! The rows of agreements and of what is said on them.

use super::model::{Stance, State};
use crate::items::{Audience, Stage, TextRow, TextState};
use kernel::{ItemId, Locale, MemberId, Standing, Time};
use store::{Act, Permit, Result, Snapshot, Tx, args, record, statements};

/// The columns of a [`Text`], in its order, in the language `$2`.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, i.slug, i.origin, i.stage, i.version, COALESCE(w.lang, o.lang), COALESCE(w.title, o.title),
               COALESCE(w.summary, o.summary), i.owner, m.name, i.sample, i.created_at, a.base, a.state, a.forward_by,
               a.forward_at, a.decided_at, a.reason, a.number, h.announced, h.holds_from
             FROM agreement a
             JOIN item i ON i.community_id = a.community_id AND i.id = a.id
             JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
               AND o.ease = 'plain'
             LEFT JOIN item_text w ON w.community_id = i.community_id AND w.item_id = i.id AND w.lang = $2
               AND w.ease = 'plain'
             LEFT JOIN member m ON m.community_id = i.community_id AND m.id = i.owner AND a.named = 1
               AND m.state = 'active'
             LEFT JOIN house_version h ON h.community_id = a.community_id AND h.number = a.number
             WHERE a.community_id = $1 AND ",
            $rest
        )
    };
}

statements! {
    /// Everything there is, newest first. What was adopted stays in sight whatever is decided of it: it leaves by the
    /// next version alone.
    ALL = select!("({visible i $3} OR a.number IS NOT NULL) ORDER BY i.created_at DESC, i.id DESC LIMIT 300");
    /// One, for permits.
    PERMITTED_ONE = select!("a.id = $3");
    /// The numbers of the newest version and of the one in force.
    NUMBERS = "SELECT MAX(number), MAX(CASE WHEN holds_from <= $2 THEN number ELSE 0 END)
               FROM house_version WHERE community_id = $1";
    /// The words of one or two texts in every language. The caller has found them through their visibility.
    PERMITTED_WORDS = "SELECT t.item_id, t.lang, t.title, t.summary, t.body, t.author, t.state, t.of_version,
                         (SELECT MAX(m.name) FROM translator n
                          JOIN member m ON m.community_id = n.community_id AND m.id = n.member
                          WHERE n.community_id = t.community_id AND n.member = t.author AND n.named = 1
                            AND t.state <> 'original' AND m.state = 'active')
                       FROM item_text t
                       WHERE t.community_id = $1 AND t.item_id IN ($2, $3) AND t.ease = 'plain' ORDER BY t.lang";
    /// Who worked on a text and may be named: who proposed it, and who said something on it.
    PERMITTED_HANDS = "SELECT m.name FROM agreement a
                       JOIN item i ON i.community_id = a.community_id AND i.id = a.id
                       JOIN member m ON m.community_id = i.community_id AND m.id = i.owner
                       WHERE a.community_id = $1 AND a.id = $2 AND a.named = 1 AND m.state = 'active'
                       UNION
                       SELECT m.name FROM agreement_remark r
                       JOIN member m ON m.community_id = r.community_id AND m.id = r.member
                       WHERE r.community_id = $1 AND r.item = $2 AND r.named = 1 AND m.state = 'active'
                       ORDER BY 1";
    /// What is said on a proposal, oldest first; with a name where that is wanted.
    REMARKS = "SELECT r.member, r.stance, r.lang, r.words, r.named, CASE WHEN r.named = 1 THEN m.name ELSE '' END, r.at
               FROM agreement_remark r
               JOIN member m ON m.community_id = r.community_id AND m.id = r.member
               WHERE r.community_id = $1 AND r.item = $2 ORDER BY r.at, r.member LIMIT 500";
    /// What a member said on proposals: for them to take along.
    PERMITTED_SAID = "SELECT o.title, r.stance, r.words, r.named, r.at
            FROM agreement_remark r
            JOIN item i ON i.community_id = r.community_id AND i.id = r.item
            JOIN item_text o ON o.community_id = i.community_id AND o.item_id = i.id AND o.lang = i.origin
              AND o.ease = 'plain'
            WHERE r.community_id = $1 AND r.member = $2 ORDER BY r.at, r.item";
    /// How many open proposals a member has.
    PERMITTED_OPEN_OF = "SELECT COUNT(*) FROM agreement a JOIN item i ON i.community_id = a.community_id AND i.id = a.id
                         WHERE a.community_id = $1 AND i.owner = $2 AND a.state IN ('open', 'forward')";
    /// A new proposal.
    INSERT = "INSERT INTO agreement (community_id, id, base, state, named, reason, told)
              VALUES ($1, $2, $3, 'open', $4, '', 0)";
    /// Says something on a proposal, or says it otherwise.
    UPSERT_REMARK = "INSERT INTO agreement_remark (community_id, item, member, stance, lang, words, named, at)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                     ON CONFLICT (community_id, item, member) DO UPDATE SET stance = excluded.stance,
                       lang = excluded.lang, words = excluded.words, named = excluded.named, at = excluded.at";
    /// One person puts it forward, if nobody did meanwhile.
    FORWARD = "UPDATE agreement SET state = 'forward', forward_by = $3, forward_at = $4
               WHERE community_id = $1 AND id = $2 AND state = 'open'";
    /// A second one confirms it, if it still waits.
    ADOPT = "UPDATE agreement SET state = 'adopted', confirmed_by = $3, decided_at = $4, number = $5
             WHERE community_id = $1 AND id = $2 AND state = 'forward'";
    /// It ends without becoming a version, if nobody decided meanwhile.
    END = "UPDATE agreement SET state = $3, decided_at = $4, reason = $5
           WHERE community_id = $1 AND id = $2 AND state IN ('open', 'forward')";
    /// Versions of which not everybody was told.
    TO_TELL = "SELECT a.id, a.number, h.holds_from, a.told_upto FROM agreement a
               JOIN house_version h ON h.community_id = a.community_id AND h.number = a.number
               WHERE a.community_id = $1 AND a.told = 0 AND a.state = 'adopted' ORDER BY a.number";
    /// The people next in turn.
    NEXT_PEOPLE = "SELECT id FROM member WHERE community_id = $1 AND state = 'active' AND kind = 'person' AND id > $2
                   ORDER BY id LIMIT $3";
    /// They were told, up to this one.
    TOLD_UPTO = "UPDATE agreement SET told_upto = $3, told = $4 WHERE community_id = $1 AND id = $2";
    /// Lets go of what a leaver said.
    ERASE_REMARKS = "DELETE FROM agreement_remark WHERE community_id = $1 AND member = $2";
    /// And of their part in adopting.
    ERASE_FORWARD = "UPDATE agreement SET forward_by = NULL WHERE community_id = $1 AND forward_by = $2";
    /// The same of the second person.
    ERASE_CONFIRMED = "UPDATE agreement SET confirmed_by = NULL WHERE community_id = $1 AND confirmed_by = $2";
}

record! {
    /// A text: a proposal, and once it is adopted, a version.
    #[derive(Clone, Debug)]
    pub struct Text {
        /// Its key.
        pub id: ItemId,
        /// Its address below `/agreement/proposals`.
        pub slug: String,
        /// The language it was written in.
        pub origin: Locale,
        /// Whether it is in sight.
        pub stage: Stage,
        /// Counts changes of the item.
        pub version: i64,
        /// The language of the two below.
        pub lang: Locale,
        /// What it changes, in one line.
        pub title: String,
        /// Why.
        pub why: String,
        /// Who proposed it; nobody once they left.
        pub owner: Option<MemberId>,
        /// What they are called, if they want to be named.
        pub author: Option<String>,
        /// Invented, for trying out.
        pub sample: bool,
        /// When it was proposed.
        pub created_at: Time,
        /// The version it was written against; 0 when there was none.
        pub base: i64,
        /// How far it has come.
        pub state: State,
        /// Who put it forward.
        pub forward_by: Option<MemberId>,
        /// When.
        pub forward_at: Option<Time>,
        /// When it was adopted, refused or taken back.
        pub decided_at: Option<Time>,
        /// Why it was refused or taken back.
        pub reason: String,
        /// Its number, once adopted.
        pub number: Option<i64>,
        /// When it was announced.
        pub announced: Option<Time>,
        /// Since when it holds, or will.
        pub holds_from: Option<Time>,
    }
}

impl Text {
    /// Its number where it is a version that holds, or held, at this moment.
    pub fn held(&self, now: Time) -> Option<i64> {
        self.number.filter(|_| self.holds_from.is_some_and(|from| from <= now))
    }
}

/// Everything there is, with who is what at this moment.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// All texts, newest first.
    pub all: Vec<Text>,
    /// Now.
    pub now: Time,
    /// Of whoever reads, or is helped to.
    pub standing: Option<Standing>,
}

impl Shelf {
    /// The version in force.
    pub fn in_force(&self) -> Option<&Text> {
        self.all.iter().filter(|text| text.held(self.now).is_some()).max_by_key(|text| text.number)
    }
    /// The version that is announced and does not hold yet: the nearest.
    pub fn announced(&self) -> Option<&Text> {
        let coming = self.all.iter().filter(|text| text.number.is_some() && text.held(self.now).is_none());
        coming.min_by_key(|text| text.number)
    }
    /// The newest version, announced or in force.
    pub fn latest(&self) -> Option<&Text> {
        self.version(self.latest_number())
    }
    /// Its number; 0 when there is none.
    pub fn latest_number(&self) -> i64 {
        self.all.iter().filter_map(|text| text.number).max().unwrap_or(0)
    }
    /// A version.
    pub fn version(&self, number: i64) -> Option<&Text> {
        self.all.iter().find(|text| text.number == Some(number))
    }
    /// All versions, newest first.
    pub fn versions(&self) -> Vec<&Text> {
        let mut versions: Vec<&Text> = self.all.iter().filter(|text| text.number.is_some()).collect();
        versions.sort_by_key(|text| std::cmp::Reverse(text.number));
        versions
    }
    /// Proposals of which something may become.
    pub fn running(&self) -> Vec<&Text> {
        self.all.iter().filter(|text| text.state.running()).collect()
    }
    /// Proposals that were refused or taken back.
    pub fn ended(&self) -> Vec<&Text> {
        let ended = |text: &&Text| matches!(text.state, State::Refused | State::Withdrawn);
        self.all.iter().filter(ended).collect()
    }
    /// The text at an address.
    pub fn at(&self, slug: &str) -> Option<&Text> {
        self.all.iter().find(|text| text.slug == slug)
    }
}

/// Everything there is, in a language.
///
/// # Errors
/// Those of the store.
pub fn shelf(seen: &Snapshot<'_>, locale: Locale) -> Result<Shelf> {
    let standing = seen.actor().acting().map(|member| seen.standing(member)).transpose()?.flatten();
    let level = Audience::of(standing.as_ref()).level();
    Ok(Shelf { all: seen.rows(&ALL, &args![seen.community(), locale, level])?, now: seen.now(), standing })
}

/// One text, whatever became of it: what permits rest on.
pub(super) fn one(seen: &Snapshot<'_>, id: ItemId) -> Result<Option<Text>> {
    seen.row(&PERMITTED_ONE, &args![seen.community(), Locale::Pl, id])
}

record! {
    struct WordsRow {
        item: ItemId,
        lang: Locale,
        title: String,
        summary: String,
        body: String,
        author: Option<MemberId>,
        state: TextState,
        of_version: i64,
        translator: Option<String>,
    }
}

/// The words of a text, and of another if it is compared with one, in every language.
///
/// # Errors
/// Those of the store.
pub fn words(
    seen: &Snapshot<'_>,
    text: ItemId,
    other: Option<ItemId>,
) -> Result<(Vec<TextRow>, Vec<TextRow>)> {
    let rows: Vec<WordsRow> =
        seen.rows(&PERMITTED_WORDS, &args![seen.community(), text, other.unwrap_or(text)])?;
    let (own, theirs): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.item == text);
    let plain = |rows: Vec<WordsRow>| rows.into_iter().map(TextRow::from).collect();
    Ok((plain(own), plain(theirs)))
}

impl From<WordsRow> for TextRow {
    fn from(row: WordsRow) -> Self {
        let WordsRow { lang, title, summary, body, author, state, of_version, translator, .. } = row;
        Self { lang, title, summary, body, author, state, of_version, translator }
    }
}

/// The numbers of the newest version, announced or in force, and of the one in force; 0 where there is none.
pub(super) fn numbers(seen: &Snapshot<'_>) -> Result<(i64, i64)> {
    let found: Option<(Option<i64>, Option<i64>)> =
        seen.row(&NUMBERS, &args![seen.community(), seen.now()])?;
    let (newest, in_force) = found.unwrap_or_default();
    Ok((newest.unwrap_or(0), in_force.unwrap_or(0)))
}

/// Who worked on a text and may be named.
///
/// # Errors
/// Those of the store.
pub fn hands(seen: &Snapshot<'_>, id: ItemId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = seen.rows(&PERMITTED_HANDS, &args![seen.community(), id])?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

record! {
    /// What somebody says on a proposal.
    #[derive(Clone, Debug)]
    pub struct Remark {
        /// Who.
        pub member: MemberId,
        /// What they think of it.
        pub stance: Stance,
        /// The language of the words.
        pub lang: Locale,
        /// The words; may be empty where it is good as it is.
        pub words: String,
        /// They want to be named.
        pub named: bool,
        /// What they are called, if so.
        pub name: String,
        /// When.
        pub at: Time,
    }
}

/// What is said on a proposal, oldest first.
///
/// # Errors
/// Those of the store.
pub fn remarks(seen: &Snapshot<'_>, id: ItemId) -> Result<Vec<Remark>> {
    seen.rows(&REMARKS, &args![seen.community(), id])
}

/// Title of a proposal, what was said on it, whether with a name, when.
pub(super) type SaidOnce = (String, Stance, String, bool, Time);

/// What one member said on proposals. The caller has decided that the actor may read it.
pub(super) fn said(seen: &Snapshot<'_>, member: MemberId) -> Result<Vec<SaidOnce>> {
    seen.rows(&PERMITTED_SAID, &args![seen.community(), member])
}

/// How many proposals of a member are open.
pub(super) fn open_of(seen: &Snapshot<'_>, member: MemberId) -> Result<i64> {
    let found: Option<(i64,)> = seen.row(&PERMITTED_OPEN_OF, &args![seen.community(), member])?;
    Ok(found.map_or(0, |(count,)| count))
}

pub(super) fn insert<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    base: i64,
    named: bool,
) -> Result<()> {
    tx.exec(permit, &INSERT, &args![tx.community(), id, base, named])?;
    Ok(())
}

/// A remark as somebody makes it.
#[derive(Clone, Debug)]
pub struct Said {
    /// What they think.
    pub stance: Stance,
    /// In which language they say so.
    pub lang: Locale,
    /// The words.
    pub words: String,
    /// Whether their name may stand beside it.
    pub named: bool,
}

pub(super) fn remark<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    member: MemberId,
    said: &Said,
) -> Result<()> {
    let Said { stance, lang, words, named } = said;
    let row = args![tx.community(), id, member, stance, lang, words, named, tx.now()];
    tx.exec(permit, &UPSERT_REMARK, &row)?;
    Ok(())
}

pub(super) fn forward<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    by: Option<MemberId>,
) -> Result<()> {
    tx.exec_one(permit, &FORWARD, &args![tx.community(), id, by, tx.now()])
}

pub(super) fn adopt<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    by: Option<MemberId>,
    number: i64,
    at: Time,
) -> Result<()> {
    tx.exec_one(permit, &ADOPT, &args![tx.community(), id, by, at, number])
}

pub(super) fn end<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    state: State,
    reason: &str,
) -> Result<()> {
    tx.exec_one(permit, &END, &args![tx.community(), id, state, tx.now(), reason])
}

record! {
    /// A version of which not everybody was told.
    #[derive(Clone, Copy, Debug)]
    pub(super) struct ToTell {
        pub(super) id: ItemId,
        pub(super) number: i64,
        pub(super) holds_from: Time,
        pub(super) upto: Option<MemberId>,
    }
}

pub(super) fn to_tell(seen: &Snapshot<'_>) -> Result<Vec<ToTell>> {
    seen.rows(&TO_TELL, &args![seen.community()])
}

/// The people who are told next, after one of them.
pub(super) fn next_people(seen: &Snapshot<'_>, after: Option<MemberId>, limit: i64) -> Result<Vec<MemberId>> {
    let after = after.unwrap_or(MemberId(kernel::Key(0)));
    let rows: Vec<(MemberId,)> = seen.rows(&NEXT_PEOPLE, &args![seen.community(), after, limit])?;
    Ok(rows.into_iter().map(|(member,)| member).collect())
}

/// Members were told up to this one; `done` when nobody comes after.
pub(super) fn told_upto<'tx, A: Act>(
    tx: &Tx<'tx>,
    permit: &Permit<'tx, A>,
    id: ItemId,
    upto: Option<MemberId>,
    done: bool,
) -> Result<()> {
    // once all were told, nobody's key stays here
    tx.exec_one(permit, &TOLD_UPTO, &args![tx.community(), id, upto.filter(|_| !done), done])
}

/// Lets go of somebody who leaves; what they wrote for all stays, without their name.
pub(super) fn erase<'tx, A: Act>(tx: &Tx<'tx>, permit: &Permit<'tx, A>, member: MemberId) -> Result<()> {
    for statement in [&ERASE_REMARKS, &ERASE_FORWARD, &ERASE_CONFIRMED] {
        tx.exec(permit, statement, &args![tx.community(), member])?;
    }
    Ok(())
}
