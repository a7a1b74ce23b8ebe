//! Reports, their states and decisions: pure.

use crate::texts::reports as t;
use kernel::{Day, ItemId, MemberId, Time};
use sha2::Digest as _;

kernel::key!(
    /// One report.
    ReportId
);
store::key_value!(ReportId);

web::choice!(
    /// What is wrong.
    #[expect(missing_docs, reason = "each variant is named by its word")]
    Reason {
        Untrue = "untrue", t::reason_untrue;
        Hurts = "hurts", t::reason_hurts;
        Private = "private", t::reason_private;
        Unlawful = "unlawful", t::reason_unlawful;
        Danger = "danger", t::reason_danger;
        Access = "access", t::reason_access;
        Other = "other", t::reason_other;
    }
);
web::choice!(
    /// What was decided.
    #[expect(missing_docs, reason = "each variant is named by its word")]
    Decision {
        Kept = "kept", t::decision_kept;
        Mended = "mended", t::decision_mended;
        Hidden = "hidden", t::decision_hidden;
    }
);
web::choice!(
    /// The rule on which a decision rests: one of the house's, or the law.
    #[expect(missing_docs, reason = "each variant is named by its word")]
    Rule {
        Kept = "none", t::rule_none;
        Kind = "kind", t::rule_kind;
        True = "true", t::rule_true;
        People = "people", t::rule_people;
        Homes = "homes", t::rule_homes;
        Hate = "hate", t::rule_hate;
        Trade = "trade", t::rule_trade;
        Law = "law", t::rule_law;
    }
);
web::choice!(
    /// Who objects.
    #[expect(missing_docs, reason = "each variant is named by its word")]
    Objector {
        Reporter = "reporter", t::objector_reporter;
        Author = "author", t::objector_author;
    }
);

/// Within so many days a report is decided, and an objection, too.
pub const DECIDE_DAYS: i32 = 14;
/// Where somebody may be in danger, on the next day.
const DANGER_DAYS: i32 = 1;
/// For so long one may object: six months, as in art. 20(1) of the Digital Services Act.
pub const OBJECT_DAYS: i32 = 183;

/// Within so many days we promise a decision.
pub const fn promise_days(danger: bool) -> i32 {
    if danger { DANGER_DAYS } else { DECIDE_DAYS }
}

/// What was decided, by which rule, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What.
    pub decision: Decision,
    /// By which rule.
    pub rule: Rule,
    /// Why, in words.
    pub reasons: String,
}

/// Where a report stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Waits for the editors.
    Open,
    /// Decided, with reasons.
    Decided,
    /// The reporter objects: somebody else looks again.
    Objected,
    /// Decided again; the road to a court or the coordinator stays open.
    Closed,
}

impl State {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Decided => "decided",
            Self::Objected => "objected",
            Self::Closed => "closed",
        }
    }
    /// Reads the stored word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Decided, Self::Objected, Self::Closed]
            .into_iter()
            .find(|state| state.word() == word)
    }
    /// After a decision.
    pub const fn after_decision(self) -> Option<Self> {
        match self {
            Self::Open => Some(Self::Decided),
            Self::Objected => Some(Self::Closed),
            Self::Decided | Self::Closed => None,
        }
    }
    /// After the reporter objects.
    pub const fn after_objection(self) -> Option<Self> {
        match self {
            Self::Decided => Some(Self::Objected),
            Self::Open | Self::Objected | Self::Closed => None,
        }
    }
}
store::word_value!(State);

/// What somebody tells.
#[derive(Clone, Debug)]
pub struct Told {
    /// About this item, if it is one.
    pub item: Option<ItemId>,
    /// The page from which they came.
    pub page: String,
    /// What is wrong.
    pub reason: Reason,
    /// In their words.
    pub words: String,
    /// How to reach them, if they like.
    pub contact: String,
}

store::record! {
    /// A report as the editors and its reporter see it.
    #[derive(Clone, Debug)]
    pub struct Report {
        /// Its key.
        pub id: ReportId,
        /// About this item.
        pub item: Option<ItemId>,
        /// The page.
        pub page: String,
        /// What is wrong.
        pub reason: Reason,
        /// In the reporter's words.
        pub words: String,
        /// How to reach them.
        pub contact: String,
        /// Where it stands.
        pub state: State,
        pub(super) by_member: Option<MemberId>,
        decision: String,
        rule: String,
        reasons: String,
        /// Who decided.
        pub decided_by: Option<MemberId>,
        /// When.
        pub decided_at: Option<Time>,
        objector: String,
        /// What they hold against it.
        pub objection: String,
        /// When they did.
        pub objected_at: Option<Time>,
        again_decision: String,
        again_rule: String,
        again_reasons: String,
        /// When a second person decided.
        pub again_at: Option<Time>,
        pub(super) hidden_version: Option<i64>,
        /// When it came in.
        pub created_at: Time,
    }
}

fn verdict(decision: &str, rule: &str, reasons: &str) -> Option<Verdict> {
    let decision = Decision::parse(decision)?;
    Some(Verdict { decision, rule: Rule::parse(rule).unwrap_or(Rule::Kept), reasons: reasons.to_owned() })
}

impl Report {
    /// What was decided first.
    pub fn first(&self) -> Option<Verdict> {
        verdict(&self.decision, &self.rule, &self.reasons)
    }
    /// What a second person decided.
    pub fn second(&self) -> Option<Verdict> {
        verdict(&self.again_decision, &self.again_rule, &self.again_reasons)
    }
    /// What holds now.
    pub fn holds(&self) -> Option<Verdict> {
        self.second().or_else(|| self.first())
    }
    /// Who objected.
    pub fn objector(&self) -> Option<Objector> {
        Objector::parse(&self.objector)
    }
    /// Somebody may be in danger: it goes before all others.
    pub fn urgent(&self) -> bool {
        self.reason == Reason::Danger
    }
    /// The day until which the next step of ours is promised; none when we owe nothing.
    pub fn promised(&self) -> Option<Day> {
        let days = promise_days(self.urgent());
        match self.state {
            State::Open => Some(self.created_at.day().plus(days)),
            State::Objected => self.objected_at.map(|at| at.day().plus(days)),
            State::Decided | State::Closed => None,
        }
    }
    /// The last day on which one may object.
    pub fn object_until(&self) -> Option<Day> {
        let at = self.decided_at.filter(|_| self.state == State::Decided)?;
        Some(at.day().plus(OBJECT_DAYS))
    }
}

/// Letters of receipts: none that are taken for another (0 and O, 1 and I).
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A receipt made from a signature: twelve letters in groups of four, 60 bits of it.
pub fn receipt_from(signature: &str) -> String {
    let bits = sha2::Sha256::digest(signature);
    let letters = bits.iter().take(12).map(|byte| LETTERS[usize::from(byte & 31)] as char);
    letters.enumerate().fold(String::new(), |mut code, (place, letter)| {
        if place > 0 && place % 4 == 0 {
            code.push('-');
        }
        code.push(letter);
        code
    })
}

/// What is kept of a receipt: as typed by people, then hashed.
pub fn receipt_hash(code: &str) -> Vec<u8> {
    let plain: String = code.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect();
    sha2::Sha256::digest(format!("report receipt {}", plain.to_ascii_uppercase())).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_are_read_as_people_type_them() {
        let code = receipt_from("one form");
        assert_eq!(code.len(), 14);
        let typed = format!(" {} ", code.to_lowercase().replace('-', " "));
        assert_eq!(receipt_hash(&typed), receipt_hash(&code));
        assert_ne!(receipt_hash(&receipt_from("another form")), receipt_hash(&code));
    }

    #[test]
    fn one_objection_and_then_it_is_over() {
        let decided = State::Open.after_decision().unwrap();
        let closed = decided.after_objection().unwrap().after_decision().unwrap();
        assert_eq!(closed, State::Closed);
        assert_eq!((closed.after_objection(), closed.after_decision()), (None, None));
        assert_eq!(State::Open.after_objection(), None);
    }

    #[test]
    fn danger_is_looked_at_the_next_day_and_six_months_are_for_objecting() {
        let at = Time::from_micros(1_795_431_600_000_000);
        let report = |reason, state| Report {
            id: ReportId(kernel::Key(1)),
            item: None,
            page: String::new(),
            reason,
            words: String::new(),
            contact: String::new(),
            state,
            by_member: None,
            decision: "hidden".into(),
            rule: "homes".into(),
            reasons: "Bo tak.".into(),
            decided_by: None,
            decided_at: Some(at),
            objector: String::new(),
            objection: String::new(),
            objected_at: None,
            again_decision: String::new(),
            again_rule: String::new(),
            again_reasons: String::new(),
            again_at: None,
            hidden_version: None,
            created_at: at,
        };
        assert_eq!(report(Reason::Danger, State::Open).promised(), Some(at.day().plus(1)));
        assert_eq!(report(Reason::Untrue, State::Open).promised(), Some(at.day().plus(DECIDE_DAYS)));
        let decided = report(Reason::Untrue, State::Decided);
        assert_eq!((decided.promised(), decided.object_until()), (None, Some(at.day().plus(OBJECT_DAYS))));
        assert_eq!(decided.holds().unwrap().rule, Rule::Homes);
        assert_eq!(report(Reason::Untrue, State::Closed).object_until(), None);
    }
}
