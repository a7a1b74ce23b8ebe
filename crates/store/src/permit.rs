//! Acts as types, and permits that only a transaction can make.

use crate::snapshot::Brand;
use crate::{Result, Snapshot};
use kernel::{ActRow, Actor, Code, Grant, Key, MemberId, Parties, Refusal, Role, Standing, Who};
use std::marker::PhantomData;

/// Something a person, a job or the operator may do. The target is inside: `Publish(StoryId)`.
pub trait Act: Sized {
    /// For example `stories.publish`.
    const NAME: &'static str;
    /// Any of these suffices.
    const WHO: &'static [Grant];
    /// The law or house rule it stands on.
    const LAW: &'static str;
    /// Whether the desk may do it for somebody.
    const DESK: bool = false;
    /// What must also hold, in words; empty if nothing.
    const ALSO: &'static str = "";
    /// Whether it puts something new before the neighbours: for those who agree to the house agreement in force.
    const PUBLISHES: bool = false;
    /// For an act that carries private words from one person to another or brings two together: who else has a part
    /// in it. Nobody under sixteen has, on either side; the rule is kept here, for all of them.
    const BETWEEN: Option<Between<Self>> = None;
    /// Its row in the policy table.
    const ROW: ActRow = ActRow {
        name: Self::NAME,
        who: Self::WHO,
        law: Self::LAW,
        desk: Self::DESK,
        also: Self::ALSO,
        publishes: Self::PUBLISHES,
        between: Self::BETWEEN.is_some(),
    };

    /// What the decision rests on, loaded in the same transaction.
    type Facts;
    /// Loads the facts.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the target is not there.
    fn facts(&self, seen: &Snapshot<'_>) -> Result<Self::Facts>;
    /// What the journal keeps as the target.
    fn target(&self) -> Option<Key> {
        None
    }
    /// To whom the target belongs.
    fn parties(&self, _facts: &Self::Facts) -> Parties {
        Parties::default()
    }
    /// State and relations only; the grants are in `WHO`.
    ///
    /// # Errors
    /// The refusal in words for the person.
    fn also(&self, _facts: &Self::Facts, _actor: &Actor) -> std::result::Result<(), Refusal> {
        Ok(())
    }
}

/// Who else has a part in an act, from its facts; `None` where this time nothing private is carried.
pub type Between<A> = fn(&A, &<A as Act>::Facts, &Snapshot<'_>) -> Result<Option<Vec<MemberId>>>;

/// Permission for one act in one transaction. Store functions take the target from it, so a permit for one
/// story cannot write another.
pub struct Permit<'tx, A: Act> {
    act: A,
    facts: A::Facts,
    brand: PhantomData<Brand<'tx>>,
}

impl<A: Act> Permit<'_, A> {
    pub(crate) fn new(act: A, facts: A::Facts) -> Self {
        Self { act, facts, brand: PhantomData }
    }
    /// The act, with its target.
    pub fn act(&self) -> &A {
        &self.act
    }
    /// What the decision rested on.
    pub fn facts(&self) -> &A::Facts {
        &self.facts
    }
    /// Asked for wherever private words or a meeting are written down: an act that does not say between whom it is
    /// does not compile.
    pub const fn between_people(&self) {
        const { assert!(A::BETWEEN.is_some(), "private words are written only by acts that say between whom") }
    }
}

/// Whether the actor may; the refusal says what would help.
pub(crate) fn decide<A: Act>(seen: &Snapshot<'_>, act: &A, facts: &A::Facts) -> Result<()> {
    let actor = seen.actor();
    let subject = subject(seen, &A::ROW)?;
    let parties = act.parties(facts);
    let allowed = A::WHO.iter().any(|grant| holds(*grant, actor, &subject, &parties, act.target()));
    if !allowed {
        return Err(refusal(&A::ROW, actor, &subject).into());
    }
    if A::PUBLISHES && subject.standing.unagreed {
        return Err(Code::NotAgreed.into());
    }
    act.also(facts, actor)?;
    spare_the_young(seen, act, facts)
}

/// No private words to or from anybody under sixteen, and no meeting of two (GDPR art. 8; the words for them say who
/// does it instead). The other side is not told why.
fn spare_the_young<A: Act>(seen: &Snapshot<'_>, act: &A, facts: &A::Facts) -> Result<()> {
    let Some(between) = A::BETWEEN else { return Ok(()) };
    let Some(others) = between(act, facts, seen)? else { return Ok(()) };
    let young = |member: MemberId| Ok::<_, crate::Error>(seen.standing(member)?.is_some_and(|own| own.young));
    let actor = seen.actor();
    for own in [actor.for_member, actor.signed_in()].into_iter().flatten() {
        if young(own)? {
            return Err(Code::ThroughGuardian.into());
        }
    }
    for other in others {
        if young(other)? {
            return Err(Code::ThroughDesk.into());
        }
    }
    Ok(())
}

/// Whose rights count: the member helped at the desk for acts the desk may do, else the one signed in.
struct Subject {
    member: Option<MemberId>,
    standing: Standing,
}

fn subject(seen: &Snapshot<'_>, row: &ActRow) -> Result<Subject> {
    let actor = seen.actor();
    let Some(signed_in) = actor.signed_in() else {
        return Ok(Subject { member: None, standing: Standing::default() });
    };
    let own = seen.standing(signed_in)?.ok_or(Code::NotSignedIn)?;
    let Some(helped) = actor.for_member else {
        return Ok(Subject { member: Some(signed_in), standing: own });
    };
    if !own.roles.contains(&Role::Desk) {
        return Err(Code::Forbidden.into());
    }
    if row.desk {
        let standing = seen.standing(helped)?.ok_or(Code::NotFound)?;
        return Ok(Subject { member: Some(helped), standing });
    }
    if row.who.contains(&Grant::Role(Role::Desk)) || row.who.contains(&Grant::Anyone) {
        return Ok(Subject { member: Some(signed_in), standing: own });
    }
    Err(Code::Forbidden.into())
}

fn holds(grant: Grant, actor: &Actor, subject: &Subject, parties: &Parties, target: Option<Key>) -> bool {
    let member = subject.member;
    match grant {
        Grant::Anyone => true,
        Grant::Member => member.is_some(),
        Grant::Vouched => member.is_some() && subject.standing.vouched,
        Grant::Role(role) => subject.standing.roles.contains(&role),
        Grant::Owner => parties
            .owner
            .is_some_and(|owner| member == Some(owner) || subject.standing.organisations.contains(&owner)),
        Grant::Holder => matches!(actor.who, Who::CodeHolder(held) if target == Some(held)),
        Grant::Job(name) => actor.who == Who::Job(name),
        Grant::Operator => actor.who == Who::Operator,
        Grant::SecondPerson(role) => {
            subject.standing.roles.contains(&role)
                && parties.proposer.is_some_and(|proposer| actor.signed_in() != Some(proposer))
        }
    }
}

fn refusal(row: &ActRow, actor: &Actor, subject: &Subject) -> Refusal {
    let code = match (actor.who, subject.standing.vouched) {
        (Who::Visitor, _) => Code::NotSignedIn,
        (Who::Member(_), false) if row.who.contains(&Grant::Vouched) => Code::NotVouched,
        _ => Code::Forbidden,
    };
    Refusal::plain(code)
}

/// Acts of one job and nobody else, which need to know nothing first: what crosses into the sealed database.
///
/// `job_acts! { JOB; /// Docs. Name: "slice.name", "the law"; }`
#[macro_export]
macro_rules! job_acts {
    ($job:expr; $($(#[$meta:meta])* $name:ident: $word:literal, $law:literal;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl $crate::Act for $name {
            const NAME: &'static str = $word;
            const WHO: &'static [kernel::Grant] = &[kernel::Grant::Job($job)];
            const LAW: &'static str = $law;
            type Facts = ();
            fn facts(&self, _: &$crate::Snapshot<'_>) -> $crate::Result<()> {
                Ok(())
            }
        }
    )*};
}
