//! What the three may do, and those who offer to mediate.

use super::model::{KEPT_DAYS, MOST_OPEN, Matter, MatterId, Outcome, Party, State, WAITING_DAYS};
use super::store::{self, Mediator};
use super::tell::tell;
use crate::texts::mediation as t;
use ::store::{Act, Between, Result, Snapshot, Store, Tx};
use kernel::{ActRow, Actor, Code, CommunityId, Grant, Key, MemberId, Parties, Refusal, Role};
use people::member::{self, EraseMember, Kind};
use serde_json::{Value, json};

/// Every row of the policy table of this slice.
pub const ROWS: &[ActRow] = &[
    Offer::ROW,
    StopOffering::ROW,
    ReadMediators::ROW,
    ReadOffers::ROW,
    Propose::ROW,
    Confirm::ROW,
    Refuse::ROW,
    Import::ROW,
    Ask::ROW,
    ReadOwn::ROW,
    Read::ROW,
    SayYes::ROW,
    Name::ROW,
    Accept::ROW,
    Cannot::ROW,
    WriteView::ROW,
    WriteMessage::ROW,
    WriteAgreement::ROW,
    Agree::ROW,
    EndWithout::ROW,
    Stop::ROW,
    Tend::ROW,
];

const LAW: &str = "Polish Code of Civil Procedure, art. 183¹ and 183⁴: of their own will, and confidential; GDPR art. 6(1)(a)";

macro_rules! plain_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, desk $desk:literal $(, between $between:expr)?;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = LAW;
            const DESK: bool = $desk;
            $(const BETWEEN: Option<Between<Self>> = Some($between);)?
            type Facts = ();
            fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
                Ok(())
            }
        }
    )*};
}

const WHO_CONFIRM: &[Grant] = &[Grant::Role(Role::Animator), Grant::Role(Role::Administrator)];

plain_act! {
    /// Offering to mediate, and saying who one is.
    Offer: "mediation.offer", &[Grant::Vouched], desk true, between |_, (), _| Ok(Some(Vec::new()));
    /// Not offering it any more.
    StopOffering: "mediation.stop_offering", &[Grant::Member], desk true;
    /// Seeing who mediates.
    ReadMediators: "mediation.read_mediators", &[Grant::Member], desk true;
    /// Seeing who offers to.
    ReadOffers: "mediation.read_offers", WHO_CONFIRM, desk false;
    /// Bringing in a file.
    Import: "mediation.import", &[Grant::Operator], desk false;
    /// Seeing one's own mediations.
    ReadOwn: "mediation.read_own", &[Grant::Member], desk true;
}

macro_rules! offer_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $who:expr, $also:literal, $check:expr;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub MemberId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = $who;
            const LAW: &'static str = "house rule: two people for every role (OWASP ASVS 5.0, 2.3.5)";
            const ALSO: &'static str = $also;
            type Facts = Mediator;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Mediator> {
                Ok(store::mediator(seen, self.0)?.ok_or(Code::NotFound)?)
            }
            fn target(&self) -> Option<Key> {
                Some(self.0.0)
            }
            fn parties(&self, mediator: &Mediator) -> Parties {
                Parties { owner: None, proposer: mediator.proposed_by }
            }
            fn also(&self, mediator: &Mediator, actor: &Actor) -> std::result::Result<(), Refusal> {
                if actor.signed_in() == Some(self.0) {
                    return Err(Refusal::new(Code::Forbidden, t::wrong_own));
                }
                let check: fn(&Mediator) -> bool = $check;
                if check(mediator) { Ok(()) } else { Err(Refusal::plain(Code::Conflict)) }
            }
        }
    )*};
}

offer_act! {
    /// Saying yes to somebody who offers to mediate: the first of two.
    Propose: "mediation.propose", WHO_CONFIRM, "not for oneself; nobody has yet",
        |mediator| mediator.proposed_by.is_none() && !mediator.confirmed();
    /// Saying so, too: the second.
    Confirm: "mediation.confirm",
        &[Grant::SecondPerson(Role::Animator), Grant::SecondPerson(Role::Administrator)],
        "not for oneself; somebody else said yes first",
        |mediator| mediator.proposed_by.is_some() && !mediator.confirmed();
    /// Saying no, also later.
    Refuse: "mediation.refuse", WHO_CONFIRM, "not for oneself", |_| true;
}

/// Who is to mediate between two: confirmed, neither of them, and with no block between them and either.
struct Suits(bool);

impl Suits {
    fn load(seen: &Snapshot<'_>, mediator: MemberId, one: MemberId, other: MemberId) -> Result<Self> {
        let confirmed = store::mediator(seen, mediator)?.is_some_and(|found| found.confirmed());
        let apart = store::apart(seen, one, other)?.contains(&mediator);
        Ok(Self(confirmed && !apart && mediator != one && mediator != other))
    }
    fn check(&self) -> std::result::Result<(), Refusal> {
        if self.0 { Ok(()) } else { Err(Refusal::new(Code::Invalid, t::wrong_mediator).at("mediator")) }
    }
}

/// Asking somebody to come to an agreement with the help of a third.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// With whom.
    pub other: MemberId,
    /// With whose help.
    pub mediator: MemberId,
}

/// What asking rests on.
pub struct Asking {
    suits: Suits,
    /// The other wants no contact with the asker.
    refused: bool,
    /// They are a person, and here.
    there: bool,
    before: Vec<(MemberId, State)>,
    open: i64,
}

impl Act for Ask {
    const NAME: &'static str = "mediation.ask";
    const WHO: &'static [Grant] = &[Grant::Vouched];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    const ALSO: &'static str = "not oneself, nothing runs between the two, nor did the asker ask within 60 days; the \
                                mediator is confirmed, neither of them, and no block stands between";
    const BETWEEN: Option<Between<Self>> = Some(|ask, _, _| Ok(Some(vec![ask.other, ask.mediator])));
    type Facts = Asking;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Asking> {
        let me = me(seen)?;
        let found = member::by_id(seen, self.other)?;
        let person =
            |found: &member::Member| found.kind == Kind::Person && found.state == member::State::Active;
        Ok(Asking {
            suits: Suits::load(seen, self.mediator, me, self.other)?,
            refused: store::wants_none(seen, self.other, me)?,
            there: found.as_ref().is_some_and(person),
            before: store::between(seen, me, self.other)?,
            open: store::open_of(seen, me)?,
        })
    }
    fn also(&self, facts: &Asking, actor: &Actor) -> std::result::Result<(), Refusal> {
        let me = actor.acting();
        if !facts.there {
            return Err(Refusal::plain(Code::NotFound));
        }
        if me == Some(self.other) {
            return Err(Refusal::new(Code::Conflict, t::wrong_self));
        }
        // whoever is blocked is not told so: these are the words that others read for other reasons
        if facts.refused {
            return Err(Refusal::plain(Code::ThroughDesk));
        }
        if facts.before.iter().any(|(_, state)| *state != State::Ended) {
            return Err(Refusal::new(Code::Conflict, t::wrong_there));
        }
        if facts.before.iter().any(|(asker, _)| Some(*asker) == me) {
            return Err(Refusal::new(Code::Conflict, t::wrong_lately));
        }
        if facts.open >= MOST_OPEN {
            return Err(Refusal::new(Code::TooMany, t::wrong_many));
        }
        facts.suits.check()
    }
}

/// A mediation, seen by one of the three.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The mediation.
    pub matter: Matter,
    /// Who of the three they are.
    pub party: Party,
    me: MemberId,
}

impl Seen {
    fn load(seen: &Snapshot<'_>, id: MatterId) -> Result<Self> {
        let me = me(seen)?;
        let matter = store::one(seen, id)?.ok_or(Code::NotFound)?;
        match matter.party(me) {
            Party::Nobody => Err(Code::NotFound.into()),
            party => Ok(Self { matter, party, me }),
        }
    }
    fn others(&self) -> Vec<MemberId> {
        self.matter.all()
    }
}

fn when(holds: bool) -> std::result::Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::new(Code::Conflict, t::not_now)) }
}

macro_rules! matter_act {
    ($($(#[$meta:meta])* $name:ident: $word:literal, $also:literal, $check:expr $(, $between:ident)?;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(pub MatterId);
        impl Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [Grant] = &[Grant::Owner];
            const LAW: &'static str = LAW;
            const DESK: bool = true;
            const ALSO: &'static str = $also;
            $(const BETWEEN: Option<Between<Self>> = Some(|_, seen, _| Ok(Some(seen.$between())));)?
            type Facts = Seen;
            fn facts(&self, seen: &Snapshot<'_>) -> Result<Seen> {
                Seen::load(seen, self.0)
            }
            fn parties(&self, seen: &Seen) -> Parties {
                Parties { owner: Some(seen.me), proposer: None }
            }
            fn also(&self, seen: &Seen, _: &Actor) -> std::result::Result<(), Refusal> {
                let check: fn(&Seen) -> bool = $check;
                when(check(seen))
            }
        }
    )*};
}

matter_act! {
    /// Reading one: the three alone, each what is for them.
    Read: "mediation.read", "one of the three", |_| true, others;
    /// Accepting whom the other named.
    SayYes: "mediation.say_yes", "one of the two, and the other named somebody",
        |seen| seen.matter.waits_for(seen.party) && seen.matter.mediator.is_some(), others;
    /// Saying yes as the mediator.
    Accept: "mediation.accept", "the mediator both accepted",
        |seen| seen.party == Party::Mediator && seen.matter.state == State::Invited, others;
    /// Saying no as the mediator.
    Cannot: "mediation.cannot", "the mediator both accepted, before it runs",
        |seen| seen.party == Party::Mediator && seen.matter.state == State::Invited;
    /// Writing how one sees it, for the mediator alone.
    WriteView: "mediation.write_view", "one of the two, while it runs",
        |seen| seen.party.is_side() && seen.matter.state == State::Running, others;
    /// Writing to both.
    WriteMessage: "mediation.write_message", "the mediator, while it runs",
        |seen| seen.party == Party::Mediator && seen.matter.state == State::Running, others;
    /// Writing down what is to be agreed on.
    WriteAgreement: "mediation.write_agreement", "one of the three, while it runs",
        |seen| seen.matter.state == State::Running, others;
    /// Ending it without an agreement, as the mediator.
    EndWithout: "mediation.end_without", "the mediator, while it runs",
        |seen| seen.party == Party::Mediator && seen.matter.state == State::Running;
    /// Stopping it, or not wanting it. No reason is asked.
    Stop: "mediation.stop", "one of the two, while it is not over",
        |seen| seen.party.is_side() && seen.matter.state != State::Ended;
}

/// Naming somebody else, or somebody after the one named said no.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// In which mediation.
    pub id: MatterId,
    /// Whom.
    pub mediator: MemberId,
}

impl Act for Name {
    const NAME: &'static str = "mediation.name";
    const WHO: &'static [Grant] = &[Grant::Owner];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    const ALSO: &'static str = "one of the two whose turn it is; the mediator as in mediation.ask";
    const BETWEEN: Option<Between<Self>> =
        Some(|name, (seen, _), _| Ok(Some([seen.matter.asker, seen.matter.other, name.mediator].to_vec())));
    type Facts = (Seen, Named);
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Self::Facts> {
        let found = Seen::load(seen, self.id)?;
        let suits = Suits::load(seen, self.mediator, found.matter.asker, found.matter.other)?;
        Ok((found, Named(suits)))
    }
    fn parties(&self, (seen, _): &Self::Facts) -> Parties {
        Parties { owner: Some(seen.me), proposer: None }
    }
    fn also(&self, (seen, Named(suits)): &Self::Facts, _: &Actor) -> std::result::Result<(), Refusal> {
        when(seen.matter.waits_for(seen.party))?;
        suits.check()
    }
}

/// Whether whoever is named suits.
pub struct Named(Suits);

/// Agreeing to the words that were shown.
#[derive(Clone, Copy, Debug)]
pub struct Agree {
    /// In which mediation.
    pub id: MatterId,
    /// The key of the words.
    pub words: Key,
}

impl Act for Agree {
    const NAME: &'static str = "mediation.agree";
    const WHO: &'static [Grant] = &[Grant::Owner];
    const LAW: &'static str = LAW;
    const DESK: bool = true;
    const ALSO: &'static str = "one of the two; to the words that stand there now";
    const BETWEEN: Option<Between<Self>> = Some(|_, seen, _| Ok(Some(seen.others())));
    type Facts = Seen;
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Seen> {
        Seen::load(seen, self.id)
    }
    fn parties(&self, seen: &Seen) -> Parties {
        Parties { owner: Some(seen.me), proposer: None }
    }
    fn also(&self, seen: &Seen, _: &Actor) -> std::result::Result<(), Refusal> {
        let matter = &seen.matter;
        let these = matter.state == State::Running && matter.agreement == Some(self.words);
        when(seen.party.is_side() && these && !matter.agrees(seen.party))
    }
}

/// Ending what nobody answers, and forgetting what is over, as a job.
#[derive(Clone, Copy, Debug)]
pub struct Tend;

impl Tend {
    /// The job that may.
    pub const JOB: &'static str = "mediation.tend";
}

impl Act for Tend {
    const NAME: &'static str = "mediation.tend";
    const WHO: &'static [Grant] = &[Grant::Job(Self::JOB)];
    const LAW: &'static str = "GDPR art. 5(1)(e): 60 days after the end nothing is left";
    type Facts = ();
    fn facts(&self, _: &Snapshot<'_>) -> Result<()> {
        Ok(())
    }
}

/// Whose acts these are.
pub(super) fn me(seen: &Snapshot<'_>) -> Result<MemberId> {
    Ok(seen.actor().acting().ok_or(Code::NotSignedIn)?)
}

/// What somebody says of themselves who offers to mediate.
#[derive(Clone, Debug)]
pub struct Told {
    /// Who they are.
    pub about: String,
    /// Which languages they speak.
    pub languages: String,
    /// When they have time.
    pub hours: String,
}

/// Offers to mediate, or says something else about it.
///
/// # Errors
/// A refusal, or those of the store.
pub fn offer(tx: &Tx<'_>, told: &Told) -> Result<()> {
    let permit = tx.permit(Offer)?;
    store::offer(tx, &permit, me(tx)?, (&told.about, &told.languages, &told.hours))
}

/// Does not offer it any more. What runs, goes on.
///
/// # Errors
/// A refusal, or those of the store.
pub fn stop_offering(tx: &Tx<'_>) -> Result<()> {
    let permit = tx.permit(StopOffering)?;
    store::stop_offering(tx, &permit, me(tx)?)
}

/// Says yes to somebody: the first of two.
///
/// # Errors
/// A refusal, or those of the store.
pub fn propose(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(Propose(member))?;
    let by = tx.actor().signed_in().ok_or(Code::NotSignedIn)?;
    store::propose(tx, &permit, member, by)
}

/// Says so, too.
///
/// # Errors
/// A refusal, or those of the store.
pub fn confirm(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(Confirm(member))?;
    store::confirm(tx, &permit, member, tx.actor().signed_in())
}

/// Says no.
///
/// # Errors
/// A refusal, or those of the store.
pub fn refuse(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(Refuse(member))?;
    store::stop_offering(tx, &permit, member)
}

/// Brings in those who mediate, confirmed by two of the same file.
///
/// # Errors
/// A refusal, or those of the store.
pub fn import(tx: &Tx<'_>, all: &[(MemberId, Told, [MemberId; 2])]) -> Result<()> {
    let permit = tx.permit(Import)?;
    for (member, told, [first, second]) in all {
        store::offer(tx, &permit, *member, (&told.about, &told.languages, &told.hours))?;
        store::propose(tx, &permit, *member, *first)?;
        store::confirm(tx, &permit, *member, Some(*second))?;
    }
    Ok(())
}

/// Asks.
///
/// # Errors
/// A refusal, or those of the store.
pub fn ask(tx: &Tx<'_>, id: MatterId, other: MemberId, mediator: MemberId) -> Result<()> {
    let permit = tx.permit(Ask { other, mediator })?;
    store::insert(tx, &permit, id, (me(tx)?, other, mediator))?;
    tell(tx, &permit, id, me(tx)?, &[other])
}

/// Accepts whom the other named; that person is told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn say_yes(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(SayYes(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::pass(tx, &permit, id, State::Asked, State::Invited)?;
    tell(tx, &permit, id, *me, &matter.all())
}

/// Names somebody else; the other is told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn name(tx: &Tx<'_>, id: MatterId, mediator: MemberId) -> Result<()> {
    let permit = tx.permit(Name { id, mediator })?;
    let (Seen { matter, party, me }, _) = permit.facts();
    store::name(tx, &permit, id, Some(mediator), *party)?;
    tell(tx, &permit, id, *me, &[matter.asker, matter.other])
}

/// Says yes as the mediator; both are told.
///
/// # Errors
/// A refusal, or those of the store.
pub fn accept(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(Accept(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::pass(tx, &permit, id, State::Invited, State::Running)?;
    tell(tx, &permit, id, *me, &matter.all())
}

/// Says no as the mediator; either of the two may name another.
///
/// # Errors
/// A refusal, or those of the store.
pub fn cannot(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(Cannot(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::name(tx, &permit, id, None, Party::Nobody)?;
    tell(tx, &permit, id, *me, &[matter.asker, matter.other])
}

/// Writes how one sees it; the words lie under this key.
///
/// # Errors
/// A refusal, or those of the store.
pub fn write_view(tx: &Tx<'_>, id: MatterId, words: Key) -> Result<Party> {
    let permit = tx.permit(WriteView(id))?;
    let Seen { matter, party, me } = permit.facts();
    store::view(tx, &permit, id, *party, words)?;
    let mediator: Vec<MemberId> = matter.mediator.into_iter().collect();
    tell(tx, &permit, id, *me, &mediator)?;
    Ok(*party)
}

/// Writes to both.
///
/// # Errors
/// A refusal, or those of the store.
pub fn write_message(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(WriteMessage(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::pass(tx, &permit, id, State::Running, State::Running)?;
    tell(tx, &permit, id, *me, &matter.all())
}

/// Writes down what is to be agreed on; one of the two who does agrees to it.
///
/// # Errors
/// A refusal, or those of the store.
pub fn write_agreement(tx: &Tx<'_>, id: MatterId, words: Key) -> Result<()> {
    let permit = tx.permit(WriteAgreement(id))?;
    let Seen { matter, party, me } = permit.facts();
    store::agreement(tx, &permit, id, words, *party)?;
    tell(tx, &permit, id, *me, &matter.all())
}

/// Agrees; with the second yes it is over.
///
/// # Errors
/// A refusal, or those of the store.
pub fn agree(tx: &Tx<'_>, id: MatterId, words: Key) -> Result<()> {
    let permit = tx.permit(Agree { id, words })?;
    let Seen { matter, party, me } = permit.facts();
    store::agree(tx, &permit, matter, words, *party)?;
    if matter.agrees(party.opposite()) {
        store::end(tx, &permit, id, Outcome::Agreed)?;
    }
    tell(tx, &permit, id, *me, &matter.all())
}

/// Ends it without an agreement.
///
/// # Errors
/// A refusal, or those of the store.
pub fn end_without(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(EndWithout(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::end(tx, &permit, id, Outcome::Without)?;
    tell(tx, &permit, id, *me, &matter.all())
}

/// Stops it. Whoever was only named is not told: they know of nothing.
///
/// # Errors
/// A refusal, or those of the store.
pub fn stop(tx: &Tx<'_>, id: MatterId) -> Result<()> {
    let permit = tx.permit(Stop(id))?;
    let Seen { matter, me, .. } = permit.facts();
    store::end(tx, &permit, id, Outcome::Stopped)?;
    let known = matter.all().into_iter().filter(|member| matter.party(*member) != Party::Nobody);
    tell(tx, &permit, id, *me, &known.collect::<Vec<_>>())
}

/// Ends what nobody answered for long, and takes away what has been over for long; tells of how many of both.
///
/// # Errors
/// Those of the store.
pub async fn tend(store: &Store, community: CommunityId) -> Result<(usize, u64)> {
    let write = |tx: &Tx<'_>| {
        let permit = tx.permit(Tend)?;
        let left = store::left(tx, tx.now().plus_days(-WAITING_DAYS))?;
        for id in &left {
            store::end(tx, &permit, *id, Outcome::Stopped)?;
        }
        Ok((left.len(), store::delete_old(tx, &permit, tx.now().plus_days(-KEPT_DAYS))?))
    };
    store.write(Actor::job(community, Tend::JOB), write).await
}

/// What this slice forgets of somebody who leaves.
pub(super) fn erase(tx: &Tx<'_>, member: MemberId) -> Result<()> {
    let permit = tx.permit(EraseMember(member))?;
    store::erase(tx, &permit, member)
}

/// In what a member has a part, and that they mediate, for them to take along. What was written stands on the page of
/// each mediation, and there for programs, too: the sealed database is read for nobody else.
pub(super) fn export(seen: &Snapshot<'_>, member: MemberId) -> Result<Value> {
    let mine = store::mine(seen, member)?.into_iter().map(|matter| {
        json!({
            "as": matter.party(member).word(), "state": matter.state.word(), "outcome": matter.outcome.word(),
            "since": matter.asked_at.rfc3339(), "words": format!("/api/me/mediation/{}", matter.id),
        })
    });
    let offers = store::mediator(seen, member)?.map(|own| {
        json!({ "about": own.about, "languages": own.languages, "hours": own.hours, "confirmed": own.confirmed() })
    });
    Ok(json!({ "mediations": mine.collect::<Vec<_>>(), "mediates": offers }))
}
