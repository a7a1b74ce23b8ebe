//! From a parsed pattern to the parts of a message: terms, other messages and literals written out, what
//! remains being words, variables and choices.

use std::collections::BTreeMap;

use fluent_syntax::ast::{
    CallArguments, Expression, Identifier, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::catalogue::Catalogue;
use crate::language::{ALL_CATEGORIES, Language};
use crate::problem::Problem;

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words as they are.
    Text(String),
    /// A variable, shown; `number` where the message said `NUMBER($x)`.
    Variable { name: String, number: bool },
    /// One of several variants by a variable.
    Choice { variable: String, by: By, variants: Vec<(Key, Vec<Part>)>, other: Vec<Part> },
}

/// What a choice looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A number: exact values, then the plural category.
    Number,
    /// A word.
    Word,
}

/// What selects a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// Exactly this number: `units` divided by ten to the power of `decimals`.
    Exact { units: i64, decimals: u8 },
    /// A CLDR plural category.
    Category(String),
    /// A word.
    Word(String),
}

/// Messages that quote each other more deeply than this quote themselves.
const DEEPEST: usize = 16;

/// Resolves the patterns of one file.
pub struct Resolver<'c, 's> {
    catalogue: &'c Catalogue<'s>,
    language: &'static Language,
    /// What is wrong, found on the way.
    pub problems: Vec<Problem>,
    line: usize,
    depth: usize,
    /// The arguments of the term being written out; `None` outside of terms.
    term: Option<BTreeMap<String, String>>,
}

impl<'c, 's> Resolver<'c, 's> {
    /// A resolver for the messages of a file.
    pub fn new(catalogue: &'c Catalogue<'s>, language: &'static Language) -> Resolver<'c, 's> {
        Resolver { catalogue, language, problems: Vec::new(), line: 0, depth: 0, term: None }
    }

    /// The parts of a message that stands in `line`.
    pub fn message(&mut self, pattern: &Pattern<&'s str>, line: usize) -> Vec<Part> {
        (self.line, self.depth, self.term) = (line, 0, None);
        self.pattern(pattern)
    }

    fn problem(&mut self, message: impl Into<String>) {
        let file = self.catalogue.file.to_path_buf();
        self.problems.push(Problem { file, line: self.line, message: message.into() });
    }

    fn pattern(&mut self, pattern: &Pattern<&'s str>) -> Vec<Part> {
        let mut parts = Vec::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    self.line = self.catalogue.line_of(value);
                    parts.push(self.text((*value).to_owned()));
                }
                PatternElement::Placeable { expression } => parts.extend(self.expression(expression)),
            }
        }
        merged(parts)
    }

    /// Words that a page may show: no markup, no straight quotes where the language has its own.
    fn text(&mut self, words: String) -> Part {
        if words.contains('<') {
            self.problem("no HTML in messages: put the markup into the template");
        }
        if let Some(quotes) = self.language.quotes.filter(|_| words.contains('"')) {
            let code = self.language.code;
            self.problem(format!("straight double quotes in {code}: write {quotes}"));
        }
        Part::Text(words)
    }

    fn expression(&mut self, expression: &Expression<&'s str>) -> Vec<Part> {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => self.select(selector, variants),
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'s str>) -> Vec<Part> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                let words = unescape_unicode_to_string(value).into_owned();
                vec![self.text(words)]
            }
            InlineExpression::NumberLiteral { value } => vec![Part::Text((*value).to_owned())],
            InlineExpression::VariableReference { id } => self.variable(id, false),
            InlineExpression::FunctionReference { id, arguments } => match self.number_call(id, arguments) {
                Some(variable) => self.variable(variable, true),
                None => Vec::new(),
            },
            InlineExpression::MessageReference { id, attribute } => {
                self.quoted_message(id, attribute.as_ref())
            }
            InlineExpression::TermReference { id, attribute: None, arguments } => {
                self.term(id, arguments.as_ref())
            }
            InlineExpression::TermReference { id, attribute: Some(_), .. } => {
                self.line = self.catalogue.line_of(id.name);
                self.problem("an attribute of a term may choose a variant, but not be shown");
                Vec::new()
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn variable(&mut self, id: &Identifier<&'s str>, number: bool) -> Vec<Part> {
        match &self.term {
            None => {
                self.line = self.catalogue.line_of(id.name);
                vec![Part::Variable { name: id.name.to_owned(), number }]
            }
            Some(given) => match given.get(id.name).cloned() {
                Some(words) => vec![self.text(words)],
                None => {
                    self.problem(format!("a term shows `${}`, which is not given to it here", id.name));
                    Vec::new()
                }
            },
        }
    }

    /// The variable of `NUMBER($x)`.
    fn number_call<'e>(
        &mut self,
        id: &Identifier<&'s str>,
        arguments: &'e CallArguments<&'s str>,
    ) -> Option<&'e Identifier<&'s str>> {
        self.line = self.catalogue.line_of(id.name);
        match (id.name, arguments.positional.as_slice(), arguments.named.as_slice()) {
            ("NUMBER", [InlineExpression::VariableReference { id }], []) => Some(id),
            ("NUMBER", ..) => {
                self.problem("NUMBER takes one variable and no options");
                None
            }
            (name, ..) => {
                self.problem(format!("there is no {name}(); dates and money come written as variables"));
                None
            }
        }
    }

    fn quoted_message(
        &mut self,
        id: &Identifier<&'s str>,
        attribute: Option<&Identifier<&'s str>>,
    ) -> Vec<Part> {
        let line = self.catalogue.line_of(id.name);
        let key = match attribute {
            Some(attribute) => format!("{}.{}", id.name, attribute.name),
            None => id.name.to_owned(),
        };
        self.line = line;
        let Some(definition) = self.catalogue.messages.get(&key) else {
            self.problem(format!("there is no message `{key}` in this file"));
            return Vec::new();
        };
        self.deeper(line, &key, None, &definition.pattern)
    }

    fn term(&mut self, id: &Identifier<&'s str>, arguments: Option<&CallArguments<&'s str>>) -> Vec<Part> {
        let line = self.catalogue.line_of(id.name);
        self.line = line;
        let Some(definition) = self.catalogue.terms.get(id.name) else {
            self.problem(format!("there is no term `-{}` in this file", id.name));
            return Vec::new();
        };
        let given = self.given(arguments);
        self.deeper(line, &format!("-{}", id.name), Some(given), &definition.pattern)
    }

    /// The named arguments of a term, which are always literals.
    fn given(&mut self, arguments: Option<&CallArguments<&'s str>>) -> BTreeMap<String, String> {
        let mut given = BTreeMap::new();
        for argument in arguments.iter().flat_map(|arguments| &arguments.named) {
            match &argument.value {
                InlineExpression::StringLiteral { value } => {
                    let words = unescape_unicode_to_string(value).into_owned();
                    given.insert(argument.name.name.to_owned(), words);
                }
                InlineExpression::NumberLiteral { value } => {
                    given.insert(argument.name.name.to_owned(), (*value).to_owned());
                }
                _ => self.problem("what is given to a term is a text in quotation marks or a number"),
            }
        }
        given
    }

    /// Writes out what is quoted, unless it quotes itself.
    fn deeper(
        &mut self,
        line: usize,
        what: &str,
        term: Option<BTreeMap<String, String>>,
        pattern: &Pattern<&'s str>,
    ) -> Vec<Part> {
        if self.depth == DEEPEST {
            self.problem(format!("`{what}` quotes itself"));
            return Vec::new();
        }
        let outer = std::mem::replace(&mut self.term, term);
        self.depth += 1;
        let parts = self.pattern(pattern);
        self.depth -= 1;
        (self.term, self.line) = (outer, line);
        parts
    }

    fn select(&mut self, selector: &InlineExpression<&'s str>, variants: &[Variant<&'s str>]) -> Vec<Part> {
        let (variable, must_be_number) = match selector {
            InlineExpression::VariableReference { id } => (id, false),
            InlineExpression::FunctionReference { id, arguments } => match self.number_call(id, arguments) {
                Some(variable) => (variable, true),
                None => return Vec::new(),
            },
            InlineExpression::TermReference { id, attribute: Some(attribute), .. } => {
                let word = self.term_attribute(id, attribute);
                return self.chosen_now(word.as_deref(), variants);
            }
            _ => {
                self.problem("choose by a variable, by NUMBER() of one, or by an attribute of a term");
                return Vec::new();
            }
        };
        if let Some(given) = &self.term {
            let word = given.get(variable.name).cloned();
            return self.chosen_now(word.as_deref(), variants);
        }
        self.line = self.catalogue.line_of(variable.name);
        self.choice(variable.name, must_be_number, variants)
    }

    /// The word an attribute of a term stands for.
    fn term_attribute(
        &mut self,
        id: &Identifier<&'s str>,
        attribute: &Identifier<&'s str>,
    ) -> Option<String> {
        let line = self.catalogue.line_of(id.name);
        let key = format!("{}.{}", id.name, attribute.name);
        self.line = line;
        let Some(definition) = self.catalogue.terms.get(&key) else {
            self.problem(format!("there is no `-{key}` in this file"));
            return None;
        };
        match self.deeper(line, &key, Some(BTreeMap::new()), &definition.pattern).as_slice() {
            [Part::Text(word)] => Some(word.clone()),
            _ => None,
        }
    }

    /// A choice that is settled while building: inside a term, or by a term's attribute.
    fn chosen_now(&mut self, word: Option<&str>, variants: &[Variant<&'s str>]) -> Vec<Part> {
        let named = variants.iter().find(|variant| word == Some(key_text(&variant.key)));
        match named.or_else(|| variants.iter().find(|variant| variant.default)) {
            Some(variant) => self.pattern(&variant.value),
            None => Vec::new(),
        }
    }

    fn choice(&mut self, variable: &str, must_be_number: bool, variants: &[Variant<&'s str>]) -> Vec<Part> {
        let line = self.line;
        let numeric = |key: &VariantKey<&str>| match key {
            VariantKey::Identifier { name } => ALL_CATEGORIES.contains(name),
            VariantKey::NumberLiteral { .. } => true,
        };
        let by = match variants.iter().all(|variant| numeric(&variant.key)) {
            true => By::Number,
            false => By::Word,
        };
        if must_be_number && by == By::Word {
            self.problem(format!("`${variable}` is a number: its variants are plural categories or numbers"));
        }
        let (mut keyed, mut other) = (Vec::new(), None);
        for variant in variants {
            let parts = self.pattern(&variant.value);
            self.line = self.catalogue.line_of(key_text(&variant.key));
            if key_text(&variant.key) == "other" {
                other = Some(parts).filter(|_| variant.default);
            } else if let Some(key) = self.key(&variant.key, by) {
                if keyed.iter().any(|(earlier, _)| *earlier == key) {
                    self.problem(format!("variant [{}] stands twice", key_text(&variant.key)));
                }
                keyed.push((key, parts));
            }
        }
        self.line = line;
        self.check_variants(variable, by, &keyed);
        let Some(other) = other else {
            self.problem(format!("the choice by `${variable}` needs a last variant *[other]"));
            return Vec::new();
        };
        vec![Part::Choice { variable: variable.to_owned(), by, variants: keyed, other }]
    }

    fn key(&mut self, key: &VariantKey<&str>, by: By) -> Option<Key> {
        match (key, by) {
            (VariantKey::NumberLiteral { value }, By::Number) => {
                let exact = exact(value);
                if exact.is_none() {
                    self.problem(format!("[{value}] is too large or too precise for a variant"));
                }
                exact
            }
            (VariantKey::Identifier { name }, By::Number) => {
                if !self.language.categories.contains(name) {
                    let code = self.language.code;
                    self.problem(format!("{code} has no plural category [{name}]"));
                }
                Some(Key::Category((*name).to_owned()))
            }
            (key, By::Word) => Some(Key::Word(key_text(key).to_owned())),
        }
    }

    /// A message that tells plurals apart tells all of them apart.
    fn check_variants(&mut self, variable: &str, by: By, keyed: &[(Key, Vec<Part>)]) {
        if keyed.is_empty() {
            self.problem(format!("the choice by `${variable}` has one variant only: leave the choice out"));
        }
        let has = |category: &str| keyed.iter().any(|(key, _)| *key == Key::Category(category.to_owned()));
        if by == By::Number && self.language.categories.iter().any(|category| has(category)) {
            for category in self.language.needed.iter().filter(|category| !has(category)) {
                let code = self.language.code;
                self.problem(format!("the choice by `${variable}` needs [{category}] in {code}"));
            }
        }
    }
}

fn key_text<'s>(key: &VariantKey<&'s str>) -> &'s str {
    match key {
        VariantKey::Identifier { name } => name,
        VariantKey::NumberLiteral { value } => value,
    }
}

/// A number literal in whole units and decimals, without needless zeros at the end.
fn exact(literal: &str) -> Option<Key> {
    let (whole, fraction) = literal.split_once('.').unwrap_or((literal, ""));
    let fraction = fraction.trim_end_matches('0');
    let decimals = u8::try_from(fraction.len()).ok().filter(|&decimals| decimals <= 6)?;
    Some(Key::Exact { units: format!("{whole}{fraction}").parse().ok()?, decimals })
}

/// Neighbouring words joined.
fn merged(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        match (out.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(words)) => before.push_str(&words),
            (_, part) => out.push(part),
        }
    }
    out
}
