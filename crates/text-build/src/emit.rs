//! Writes the texts as Rust: a module per folder, a function per message.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::folder::{Folder, Kind, Message};
use crate::language::LANGUAGES;
use crate::resolve::{By, Key, Part};

/// The whole of `texts.rs`.
pub fn module(folders: &[Folder]) -> String {
    let mut code = String::from(
        "/// Every folder and key of this crate's texts.\npub const KEYS: &[(&str, &str)] = &[\n",
    );
    for folder in folders {
        for key in folder.messages.keys() {
            line(&mut code, 1, &format!("({:?}, {key:?}),", folder.name));
        }
    }
    code.push_str("];\n");
    for folder in folders {
        line(&mut code, 0, "");
        line(&mut code, 0, &format!("/// The texts of the folder `{}`.", folder.name));
        line(&mut code, 0, &format!("pub mod {} {{", folder.name));
        for (key, message) in &folder.messages {
            function(&mut code, key, message);
        }
        line(&mut code, 0, "}");
    }
    code
}

/// The Rust name of a message, an attribute of one, or a variable.
pub fn rust_name(key: &str) -> String {
    key.replace(['-', '.'], "_")
}

/// Whether a name cannot be a function's.
pub fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &str = " abstract as async await become box break const continue crate do dyn else enum extern \
        false final fn for gen if impl in let loop macro match mod move mut override priv pub ref return self \
        static struct super trait true try type typeof unsafe unsized use virtual where while yield ";
    KEYWORDS.contains(&format!(" {name} "))
}

/// A variable's name as an argument.
fn argument(name: &str) -> String {
    let name = rust_name(name);
    if is_keyword(&name) { format!("{name}_") } else { name }
}

fn function(code: &mut String, key: &str, message: &Message) {
    line(code, 0, "");
    for comment in documentation(key, message) {
        line(code, 1, &format!("#[doc = {comment:?}]"));
    }
    let name = rust_name(key);
    let locale = "locale: impl ::core::convert::Into<::text::Locale>";
    if message.variables.is_empty() {
        line(code, 1, &format!("pub fn {name}({locale}) -> &'static str {{"));
        line(code, 2, "match ::core::convert::Into::<::text::Locale>::into(locale) {");
        for (language, parts) in LANGUAGES.iter().zip(&message.parts) {
            let words = parts.iter().map(|part| if let Part::Text(words) = part { words } else { "" });
            let words = words.collect::<String>();
            line(code, 3, &format!("::text::Locale::{} => {words:?},", language.variant));
        }
        line(code, 2, "}");
    } else {
        let arguments = message.variables.iter().map(|(name, kind)| match kind {
            Kind::Number => format!(", {}: impl ::text::ToNumber", argument(name)),
            Kind::Shown | Kind::Word => format!(", {}: impl ::core::fmt::Display", argument(name)),
        });
        let arguments = arguments.collect::<String>();
        line(code, 1, &format!("pub fn {name}({locale}{arguments}) -> ::std::string::String {{"));
        body(code, message);
    }
    line(code, 1, "}");
}

/// The comment of whoever wrote the message, and what it says in English.
fn documentation(key: &str, message: &Message) -> Vec<String> {
    let mut lines: Vec<String> = message.comment.lines().map(str::to_owned).collect();
    if !lines.is_empty() {
        lines.push(String::new());
    }
    let english = LANGUAGES.iter().position(|language| language.code == "en").unwrap_or_default();
    let words = message.parts.get(english).map(|parts| sample(parts)).unwrap_or_default();
    lines.push(format!("`{key}`: `{}`", words.replace('`', "'").replace('\n', " ")));
    lines
}

/// A message with its variables as `{name}`, choices by their last variant.
fn sample(parts: &[Part]) -> String {
    let shown = parts.iter().map(|part| match part {
        Part::Text(words) => words.clone(),
        Part::Variable { name, .. } => format!("{{{}}}", argument(name)),
        Part::Choice { other, .. } => sample(other),
    });
    shown.collect()
}

fn body(code: &mut String, message: &Message) {
    line(code, 2, "let __locale = ::core::convert::Into::<::text::Locale>::into(locale);");
    for (name, kind) in &message.variables {
        let name = argument(name);
        match kind {
            Kind::Shown => {}
            Kind::Number => line(code, 2, &format!("let {name} = ::text::ToNumber::to_number(&{name});")),
            Kind::Word => {
                line(code, 2, &format!("let {name} = ::std::string::ToString::to_string(&{name});"))
            }
        }
    }
    line(code, 2, "let mut __out = ::std::string::String::new();");
    line(code, 2, "match __locale {");
    for (language, parts) in LANGUAGES.iter().zip(&message.parts) {
        line(code, 3, &format!("::text::Locale::{} => {{", language.variant));
        statements(code, 4, parts, &message.variables);
        line(code, 3, "}");
    }
    line(code, 2, "}");
    line(code, 2, "__out");
}

fn statements(code: &mut String, depth: usize, parts: &[Part], kinds: &BTreeMap<String, Kind>) {
    for part in parts {
        match part {
            Part::Text(words) => match words.chars().collect::<Vec<_>>().as_slice() {
                [] => {}
                [letter] => line(code, depth, &format!("__out.push({letter:?});")),
                _ => line(code, depth, &format!("__out.push_str({words:?});")),
            },
            Part::Variable { name, .. } => {
                let argument = argument(name);
                let shown = match kinds.get(name) {
                    Some(Kind::Number) => format!("{argument}.shown(__locale)"),
                    _ => argument,
                };
                line(code, depth, &format!("::text::push(&mut __out, &{shown});"));
            }
            Part::Choice { variable, by: By::Word, variants, other } => {
                line(code, depth, &format!("match {}.as_str() {{", argument(variable)));
                for (key, parts) in variants {
                    arm(code, depth, &pattern(key), parts, kinds);
                }
                arm(code, depth, "_", other, kinds);
                line(code, depth, "}");
            }
            Part::Choice { variable, by: By::Number, variants, other } => {
                number_choice(code, depth, &argument(variable), (variants, other), kinds);
            }
        }
    }
}

/// Exact values first, as Fluent has it, then the plural category.
fn number_choice(
    code: &mut String,
    depth: usize,
    argument: &str,
    (variants, other): (&[(Key, Vec<Part>)], &[Part]),
    kinds: &BTreeMap<String, Kind>,
) {
    line(code, depth, &format!("match {argument}.category(__locale) {{"));
    let (exact, plural): (Vec<_>, Vec<_>) =
        variants.iter().partition(|(key, _)| matches!(key, Key::Exact { .. }));
    for (key, parts) in exact {
        if let Key::Exact { units, decimals } = key {
            let number = format!("::text::Number::decimal({units}, {decimals})");
            arm(code, depth, &format!("_ if {argument}.equals({number})"), parts, kinds);
        }
    }
    for (key, parts) in plural {
        arm(code, depth, &pattern(key), parts, kinds);
    }
    arm(code, depth, "_", other, kinds);
    line(code, depth, "}");
}

fn arm(code: &mut String, depth: usize, pattern: &str, parts: &[Part], kinds: &BTreeMap<String, Kind>) {
    line(code, depth + 1, &format!("{pattern} => {{"));
    statements(code, depth + 2, parts, kinds);
    line(code, depth + 1, "}");
}

fn pattern(key: &Key) -> String {
    match key {
        Key::Category(category) => {
            let (first, rest) = category.split_at(1);
            format!("::text::Category::{}{rest}", first.to_uppercase())
        }
        Key::Word(word) => format!("{word:?}"),
        Key::Exact { .. } => "_".to_owned(),
    }
}

fn line(code: &mut String, depth: usize, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(code, "{:1$}{text}", "", depth * 4);
}
