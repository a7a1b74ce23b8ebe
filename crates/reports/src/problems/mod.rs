//! What is wrong with a file of votes, where, and what to do: the findings of [`count::pabulib`] in words.

use count::pabulib::{Problem, Reason, Severity};
use text::Locale;

use crate::texts::problems as texts;

#[cfg(test)]
mod tests;

/// The whole finding on one line: where, how bad, what is wrong, what to do.
#[must_use]
pub fn sentence(locale: Locale, problem: &Problem) -> String {
    let place = texts::place(locale, problem.column, problem.line);
    let kind = match problem.severity {
        Severity::Error => texts::error(locale),
        Severity::Warning => texts::warning(locale),
    };
    format!("{place}: {kind}: {} {}", what(locale, &problem.reason), remedy(locale, &problem.reason))
}

/// What is wrong.
#[must_use]
pub fn what(locale: Locale, reason: &Reason) -> String {
    use Reason::*;
    let l = locale;
    match reason {
        Unreadable { detail } => texts::unreadable(l, detail),
        NotUtf8 => texts::not_utf8(l).into(),
        NulCharacter => texts::nul_character(l).into(),
        LineTooLong { limit } => texts::line_too_long(l, *limit),
        TooManyCells { limit } => texts::too_many_cells(l, *limit),
        TooManyRows { limit } => texts::too_many_rows(l, *limit),
        QuoteNotClosed => texts::quote_not_closed(l).into(),
        TextAfterQuote => texts::text_after_quote(l).into(),
        EmptyLine => texts::empty_line(l).into(),
        TextBeforeSections { text } => texts::text_before_sections(l, text),
        SectionMissing { section } => texts::section_missing(l, section),
        SectionRepeated { section } => texts::section_repeated(l, section),
        HeaderMissing { section } => texts::header_missing(l, section),
        ColumnMissing { section, column } => texts::column_missing(l, column, section),
        ColumnRepeated { column } => texts::column_repeated(l, column),
        ColumnUnknown { section, column } => texts::column_unknown(l, column, section),
        CellCount { expected, found } => texts::cell_count(l, *expected, *found),
        MetaMissing { key } => texts::meta_missing(l, key),
        MetaRepeated { key } => texts::meta_repeated(l, key),
        MetaUnknown { key } => texts::meta_unknown(l, key),
        VoteTypeUnknown { value } => texts::vote_type_unknown(l, value),
        NotAnAmount { value } => texts::not_an_amount(l, value),
        NegativeAmount { value } => texts::negative_amount(l, value),
        AmountTooLarge { value } => texts::amount_too_large(l, value),
        DecimalComma { value } => texts::decimal_comma(l, value),
        NotANumber { field, value } => texts::not_a_number(l, field, value),
        NotADate { value } => texts::not_a_date(l, value),
        DatesReversed { begin, end } => texts::dates_reversed(l, begin, end),
        CommentFormat => texts::comment_format(l).into(),
        ValueNotAllowed { field, value, allowed } => texts::value_not_allowed(l, allowed, field, value),
        ListLength { field, expected, found } => texts::list_length(l, *expected, field, *found),
        ProjectIdEmpty => texts::project_id_empty(l).into(),
        ProjectRepeated { project, first_line } => texts::project_repeated(l, *first_line, project),
        ProjectFree { project } => texts::project_free(l, project),
        ProjectTooDear { project } => texts::project_too_dear(l, project),
        ProjectWithdrawn { project } => texts::project_withdrawn(l, project),
        ProjectWithoutVotes { project } => texts::project_without_votes(l, project),
        NoProjects => texts::no_projects(l).into(),
        NoVoters => texts::no_voters(l).into(),
        NoBudget => texts::no_budget(l).into(),
        NumberOfProjects { stated, found } => texts::number_of_projects(l, *found, *stated),
        NumberOfVotes { stated, found } => texts::number_of_votes(l, *found, *stated),
        VoterRepeated { voter } => texts::voter_repeated(l, voter),
        VoterIdEmpty => texts::voter_id_empty(l).into(),
        UnknownProject { project } => texts::unknown_project(l, project),
        ChoiceRepeated { project } => texts::choice_repeated(l, project),
        PointsMissing => texts::points_missing(l).into(),
        PointsCount { projects, points } => texts::points_count(l, *points, *projects),
        BallotTooLong { limit, found } => texts::ballot_too_long(l, *found, *limit),
        BallotTooShort { limit, found } => texts::ballot_too_short(l, *found, *limit),
        PointsAbove { limit, found } => texts::points_above(l, *found, *limit),
        PointsBelow { limit, found } => texts::points_below(l, *found, *limit),
        SumAbove { limit, found } => texts::sum_above(l, *found, *limit),
        SumBelow { limit, found } => texts::sum_below(l, *found, *limit),
        CostAbove { limit, found } => texts::cost_above(l, found, limit),
        VotesDiffer { project, stated, found } => texts::votes_differ(l, *found, project, *stated),
        ScoreDiffers { project, stated, found } => texts::score_differs(l, *found, project, stated),
        NoTally => texts::no_tally(l).into(),
        BudgetExceeded { cost, budget } => texts::budget_exceeded(l, budget, cost),
        AllCouldBeFunded => texts::all_could_be_funded(l).into(),
        BudgetUnused { project } => texts::budget_unused(l, project),
        RuleNotFollowed { missing, extra } => texts::rule_not_followed(l, list(l, extra), list(l, missing)),
        RuleUnknown { rule } => texts::rule_unknown(l, rule),
        MoreProblems { count } => texts::more_problems(l, *count),
    }
}

fn list(locale: Locale, ids: &[String]) -> String {
    if ids.is_empty() { texts::nobody(locale).to_owned() } else { ids.join(", ") }
}

/// What the person who made the file can do.
#[must_use]
pub fn remedy(locale: Locale, reason: &Reason) -> &'static str {
    use Reason::*;
    let text = match reason {
        Unreadable { .. } => texts::do_complete,
        NotUtf8 => texts::do_utf8,
        NulCharacter => texts::do_plain_text,
        LineTooLong { .. } | TooManyCells { .. } => texts::do_line_breaks,
        TooManyRows { .. } => texts::do_split,
        QuoteNotClosed => texts::do_close_quote,
        TextAfterQuote => texts::do_quote_cell,
        EmptyLine => texts::do_delete_line,
        TextBeforeSections { .. } => texts::do_start_meta,
        SectionMissing { .. } => texts::do_sections,
        SectionRepeated { .. } => texts::do_one_section,
        HeaderMissing { .. } => texts::do_header,
        ColumnMissing { .. } | PointsMissing => texts::do_add_column,
        ColumnRepeated { .. } | MetaRepeated { .. } => texts::do_keep_one,
        ColumnUnknown { .. } | MetaUnknown { .. } => texts::do_spelling,
        CellCount { .. } => texts::do_cells,
        MetaMissing { .. } => texts::do_add_meta,
        VoteTypeUnknown { .. } => texts::do_vote_type,
        NotAnAmount { .. } => texts::do_amount,
        NegativeAmount { .. } => texts::do_not_negative,
        AmountTooLarge { .. } => texts::do_digits_of_amount,
        DecimalComma { .. } => texts::do_point,
        NotANumber { .. } => texts::do_digits,
        NotADate { .. } => texts::do_date,
        DatesReversed { .. } => texts::do_check_dates,
        CommentFormat => texts::do_number_remarks,
        ValueNotAllowed { .. } => texts::do_listed,
        ListLength { .. } => texts::do_one_each,
        ProjectIdEmpty => texts::do_own_id,
        ProjectRepeated { .. } => texts::do_one_row,
        ProjectFree { .. } => texts::do_check_cost,
        ProjectTooDear { .. } => texts::do_check_cost_budget,
        ProjectWithdrawn { .. } => texts::do_nothing_withdrawn,
        ProjectWithoutVotes { .. } => texts::do_put_to_vote,
        NoProjects => texts::do_list_projects,
        NoVoters => texts::do_list_votes,
        NoBudget => texts::do_give_budget,
        NumberOfProjects { .. } | NumberOfVotes { .. } => texts::do_correct_meta,
        VoterRepeated { .. } => texts::do_who_voted_twice,
        VoterIdEmpty => texts::do_number_voters,
        UnknownProject { .. } => texts::do_correct_vote,
        ChoiceRepeated { .. } => texts::do_nothing_counts_once,
        PointsCount { .. } => texts::do_points_each,
        BallotTooLong { .. }
        | BallotTooShort { .. }
        | PointsAbove { .. }
        | PointsBelow { .. }
        | SumAbove { .. }
        | SumBelow { .. }
        | CostAbove { .. } => texts::do_check_limits,
        VotesDiffer { .. } | ScoreDiffers { .. } => texts::do_count_again,
        NoTally => texts::do_add_votes,
        BudgetExceeded { .. } => texts::do_extra_money,
        AllCouldBeFunded => texts::do_fully_funded,
        BudgetUnused { .. } | RuleNotFollowed { .. } => texts::do_explain,
        RuleUnknown { .. } => texts::do_rule_name,
        MoreProblems { .. } => texts::do_first_ones,
    };
    text(locale)
}
