//! What can be wrong with a file, where, and what to do about it.

use std::fmt;

use serde::Serialize;

/// Whether the file can be counted all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Counting is possible; somebody should look.
    Warning,
    /// The file cannot be counted.
    Error,
}

/// One thing that is wrong in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Whether the file can be counted all the same.
    pub severity: Severity,
    /// Line of the file, from 1.
    pub line: u64,
    /// Character of that line, from 1.
    pub column: u64,
    /// What is wrong.
    #[serde(flatten)]
    pub reason: Reason,
}

/// What is wrong. [`Reason::to_string`](ToString) gives a sentence, [`Reason::remedy`] what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant is explained by its sentence in `Display`")]
pub enum Reason {
    Unreadable { detail: String },
    NotUtf8,
    NulCharacter,
    LineTooLong { limit: usize },
    TooManyCells { limit: usize },
    TooManyRows { limit: usize },
    QuoteNotClosed,
    TextAfterQuote,
    EmptyLine,
    TextBeforeSections { text: String },
    SectionMissing { section: &'static str },
    SectionRepeated { section: &'static str },
    HeaderMissing { section: &'static str },
    ColumnMissing { section: &'static str, column: &'static str },
    ColumnRepeated { column: String },
    ColumnUnknown { section: &'static str, column: String },
    CellCount { expected: usize, found: usize },
    MetaMissing { key: &'static str },
    MetaRepeated { key: String },
    MetaUnknown { key: String },
    VoteTypeUnknown { value: String },
    NotAnAmount { value: String },
    NegativeAmount { value: String },
    AmountTooLarge { value: String },
    DecimalComma { value: String },
    NotANumber { field: String, value: String },
    NotADate { value: String },
    DatesReversed { begin: String, end: String },
    CommentFormat,
    ValueNotAllowed { field: String, value: String, allowed: &'static str },
    ListLength { field: String, expected: usize, found: usize },
    ProjectIdEmpty,
    ProjectRepeated { project: String, first_line: u64 },
    ProjectFree { project: String },
    ProjectTooDear { project: String },
    ProjectWithdrawn { project: String },
    ProjectWithoutVotes { project: String },
    NoProjects,
    NoVoters,
    NoBudget,
    NumberOfProjects { stated: u64, found: u64 },
    NumberOfVotes { stated: u64, found: u64 },
    VoterRepeated { voter: String },
    VoterIdEmpty,
    UnknownProject { project: String },
    ChoiceRepeated { project: String },
    PointsMissing,
    PointsCount { projects: usize, points: usize },
    BallotTooLong { limit: u64, found: u64 },
    BallotTooShort { limit: u64, found: u64 },
    PointsAbove { limit: u64, found: u64 },
    PointsBelow { limit: u64, found: u64 },
    SumAbove { limit: u64, found: u64 },
    SumBelow { limit: u64, found: u64 },
    CostAbove { limit: String, found: String },
    VotesDiffer { project: String, stated: u64, found: u64 },
    ScoreDiffers { project: String, stated: String, found: u64 },
    NoTally,
    BudgetExceeded { cost: String, budget: String },
    AllCouldBeFunded,
    BudgetUnused { project: String },
    RuleNotFollowed { missing: Vec<String>, extra: Vec<String> },
    RuleUnknown { rule: String },
    MoreProblems { count: usize },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Reason::*;
        match self {
            Unreadable { detail } => write!(f, "the file cannot be read: {detail}"),
            NotUtf8 => write!(f, "the line is not UTF-8 text"),
            NulCharacter => write!(f, "the line holds a NUL character"),
            LineTooLong { limit } => write!(f, "the line is longer than {limit} bytes"),
            TooManyCells { limit } => write!(f, "the line has more than {limit} cells"),
            TooManyRows { limit } => write!(f, "the section has more than {limit} rows"),
            QuoteNotClosed => write!(f, "a quotation mark is opened here and never closed"),
            TextAfterQuote => write!(f, "text follows the closing quotation mark of a cell"),
            EmptyLine => write!(f, "the line is empty"),
            TextBeforeSections { text } => write!(f, "“{text}” stands before the first section"),
            SectionMissing { section } => {
                write!(f, "section {section} is missing; the file may be cut short")
            }
            SectionRepeated { section } => write!(f, "section {section} occurs a second time"),
            HeaderMissing { section } => write!(f, "section {section} has no header line"),
            ColumnMissing { section, column } => write!(f, "section {section} has no column “{column}”"),
            ColumnRepeated { column } => write!(f, "column “{column}” occurs twice"),
            ColumnUnknown { section, column } => {
                write!(f, "column “{column}” of section {section} is not in the format")
            }
            CellCount { expected, found } => {
                write!(f, "the row has {found} cells, its header has {expected}")
            }
            MetaMissing { key } => write!(f, "META has no “{key}”"),
            MetaRepeated { key } => write!(f, "META gives “{key}” twice"),
            MetaUnknown { key } => write!(f, "META key “{key}” is not in the format"),
            VoteTypeUnknown { value } => write!(f, "vote type “{value}” is not known"),
            NotAnAmount { value } => write!(f, "“{value}” is not an amount of money"),
            NegativeAmount { value } => write!(f, "the amount “{value}” is below zero"),
            AmountTooLarge { value } => write!(f, "the amount “{value}” is too large to be real"),
            DecimalComma { value } => write!(f, "“{value}” has a decimal comma"),
            NotANumber { field, value } => write!(f, "{field} “{value}” is not a whole number"),
            NotADate { value } => write!(f, "“{value}” is not a date"),
            DatesReversed { begin, end } => write!(f, "the vote ends ({end}) before it begins ({begin})"),
            CommentFormat => write!(f, "the comment does not start with “#1: ”"),
            ValueNotAllowed { field, value, allowed } => {
                write!(f, "{field} “{value}” is not one of {allowed}")
            }
            ListLength { field, expected, found } => {
                write!(f, "{field} lists {found} values, {expected} are needed")
            }
            ProjectIdEmpty => write!(f, "the project has no id"),
            ProjectRepeated { project, first_line } => {
                write!(f, "project “{project}” stands already on line {first_line}")
            }
            ProjectFree { project } => write!(f, "project “{project}” costs nothing"),
            ProjectTooDear { project } => write!(f, "project “{project}” costs more than the whole budget"),
            ProjectWithdrawn { project } => {
                write!(f, "project “{project}” has the cost 999999999, the mark of a withdrawn project")
            }
            ProjectWithoutVotes { project } => write!(f, "project “{project}” has no votes"),
            NoProjects => write!(f, "there are no projects"),
            NoVoters => write!(f, "there are no voters"),
            NoBudget => write!(f, "the budget is zero"),
            NumberOfProjects { stated, found } => {
                write!(f, "META says {stated} projects, the file has {found}")
            }
            NumberOfVotes { stated, found } => write!(f, "META says {stated} votes, the file has {found}"),
            VoterRepeated { voter } => write!(f, "voter “{voter}” occurs twice"),
            VoterIdEmpty => write!(f, "the voter has no id"),
            UnknownProject { project } => {
                write!(f, "the vote names project “{project}”, which is not listed")
            }
            ChoiceRepeated { project } => write!(f, "the vote names project “{project}” twice"),
            PointsMissing => write!(f, "this vote type needs a column “points”"),
            PointsCount { projects, points } => {
                write!(f, "the vote names {projects} projects and gives {points} numbers of points")
            }
            BallotTooLong { limit, found } => {
                write!(f, "the vote names {found} projects, at most {limit} may be")
            }
            BallotTooShort { limit, found } => {
                write!(f, "the vote names {found} projects, at least {limit} must be")
            }
            PointsAbove { limit, found } => {
                write!(f, "{found} points for one project, at most {limit} may be")
            }
            PointsBelow { limit, found } => {
                write!(f, "{found} points for one project, at least {limit} must be")
            }
            SumAbove { limit, found } => write!(f, "the vote gives {found} points, at most {limit} may be"),
            SumBelow { limit, found } => write!(f, "the vote gives {found} points, at least {limit} must be"),
            CostAbove { limit, found } => {
                write!(f, "the projects of the vote cost {found}, at most {limit} may be")
            }
            VotesDiffer { project, stated, found } => {
                write!(f, "project “{project}” states {stated} votes, its ballots give {found}")
            }
            ScoreDiffers { project, stated, found } => {
                write!(f, "project “{project}” states a score of {stated}, its ballots give {found}")
            }
            NoTally => write!(f, "PROJECTS has neither a column “votes” nor “score”"),
            BudgetExceeded { cost, budget } => {
                write!(f, "the selected projects cost {cost}, the budget is {budget}")
            }
            AllCouldBeFunded => write!(f, "the budget is enough for every project"),
            BudgetUnused { project } => {
                write!(f, "project “{project}” fits in what is left, but is not selected")
            }
            RuleNotFollowed { missing, extra } => {
                write!(f, "the stated rule gives another result")?;
                if !missing.is_empty() {
                    write!(f, "; it also selects {}", missing.join(", "))?;
                }
                if !extra.is_empty() {
                    write!(f, "; it does not select {}", extra.join(", "))?;
                }
                Ok(())
            }
            RuleUnknown { rule } => write!(f, "rule “{rule}” is not one that can be counted again"),
            MoreProblems { count } => write!(f, "{count} more problems are not shown"),
        }
    }
}

impl Reason {
    /// What the person who made the file can do.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        use Reason::*;
        match self {
            Unreadable { .. } => "Check that the file is complete and may be read.",
            NotUtf8 => "Save the file as UTF-8.",
            NulCharacter => "Save the file as plain UTF-8 text, not as UTF-16 or a spreadsheet.",
            LineTooLong { .. } | TooManyCells { .. } => "Check that every row ends with a line break.",
            TooManyRows { .. } => "Split the file, or raise the limit.",
            QuoteNotClosed => "Close the quotation mark, or double it if it belongs to the text.",
            TextAfterQuote => "Put the whole cell in quotation marks and double the ones inside.",
            EmptyLine => "Delete the line.",
            TextBeforeSections { .. } => "Start the file with a line META.",
            SectionMissing { .. } => {
                "Write META, PROJECTS and VOTES, in this order, each with a header line."
            }
            SectionRepeated { .. } => "Keep one section of each name.",
            HeaderMissing { .. } => "Write the column names on the line below the section name.",
            ColumnMissing { .. } | PointsMissing => "Add the column to the header and to every row.",
            ColumnRepeated { .. } | MetaRepeated { .. } => "Keep one of the two.",
            ColumnUnknown { .. } | MetaUnknown { .. } => {
                "Check the spelling; the value is kept but not used."
            }
            CellCount { .. } => "Separate cells with “;” and quote cells that hold one.",
            MetaMissing { .. } => "Add the line to META.",
            VoteTypeUnknown { .. } => "Use approval, choose-1, ordinal, cumulative or scoring.",
            NotAnAmount { .. } => "Write digits, with a point before decimals.",
            NegativeAmount { .. } => "Write zero or more.",
            AmountTooLarge { .. } => "Check the number of digits; the limit is 10^15 of the smallest unit.",
            DecimalComma { .. } => "Write a point before the decimals.",
            NotANumber { .. } => "Write digits only.",
            NotADate { .. } => "Write DD.MM.YYYY, YYYY-MM-DD or YYYY.",
            DatesReversed { .. } => "Check date_begin and date_end.",
            CommentFormat => "Number the remarks: “#1: … #2: …”.",
            ValueNotAllowed { .. } => "Use one of the listed values.",
            ListLength { .. } => "Give one value for each name, in the same order.",
            ProjectIdEmpty => "Give every project an id of its own.",
            ProjectRepeated { .. } => "Keep one row per project.",
            ProjectFree { .. } => "Check the cost.",
            ProjectTooDear { .. } => "Check the cost and the budget; the project cannot win.",
            ProjectWithdrawn { .. } => "Nothing, if it was withdrawn; it does not take part in the count.",
            ProjectWithoutVotes { .. } => "Check that the project was put to the vote.",
            NoProjects => "List at least one project under PROJECTS.",
            NoVoters => "List the votes under VOTES.",
            NoBudget => "Give the budget in META.",
            NumberOfProjects { .. } | NumberOfVotes { .. } => {
                "Correct META, or find the rows that are missing."
            }
            VoterRepeated { .. } => "Check whether somebody voted twice or an id was used twice.",
            VoterIdEmpty => "Number the voters.",
            UnknownProject { .. } => "Add the project to PROJECTS, or correct the vote.",
            ChoiceRepeated { .. } => "Nothing: it counts once.",
            PointsCount { .. } => "Give one number of points for each project named.",
            BallotTooLong { .. }
            | BallotTooShort { .. }
            | PointsAbove { .. }
            | PointsBelow { .. }
            | SumAbove { .. }
            | SumBelow { .. }
            | CostAbove { .. } => {
                "Check the limits in META, and whether this vote is valid under the rules of the vote."
            }
            VotesDiffer { .. } | ScoreDiffers { .. } => "Count again, or find the votes that are missing.",
            NoTally => "Add the number of votes of each project.",
            BudgetExceeded { .. } => "Check which projects were really funded; mark extra money with 2 or 3.",
            AllCouldBeFunded => "Add “fully_funded;1” to META if that is so.",
            BudgetUnused { .. } | RuleNotFollowed { .. } => {
                "Explain the difference in “comment”, or correct “rule”."
            }
            RuleUnknown { .. } => "Use a rule name of the format, or say the rule in “comment”.",
            MoreProblems { .. } => "Correct the first ones and check again.",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(
            f,
            "line {}, column {}: {kind}: {}. {}",
            self.line,
            self.column,
            self.reason,
            self.reason.remedy()
        )
    }
}

impl std::error::Error for Problem {}
