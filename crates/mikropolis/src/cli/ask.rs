//! Questions at a terminal.

use anyhow::Context as _;
use std::io::{BufRead as _, IsTerminal as _, Write as _};

/// The argument, or the answer to a question at a terminal.
///
/// # Errors
/// When there is neither.
pub fn ask(question: &str, argument: &str, given: &Option<String>) -> anyhow::Result<String> {
    if let Some(given) = given {
        return Ok(given.clone());
    }
    anyhow::ensure!(std::io::stdin().is_terminal(), "{argument} is missing, and there is nobody to ask");
    print!("{question}: ");
    std::io::stdout().flush()?;
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    let answer = line.trim().to_owned();
    anyhow::ensure!(!answer.is_empty(), "{question}: an answer is needed");
    Ok(answer)
}

/// One of a few, by its number.
///
/// # Errors
/// When there is nobody to ask, or the answer is none of the numbers.
pub fn choose<T: Copy>(question: &str, argument: &str, choices: &[(&str, T)]) -> anyhow::Result<T> {
    if std::io::stdin().is_terminal() {
        for (number, (label, _)) in choices.iter().enumerate() {
            println!("{}  {label}", number + 1);
        }
    }
    let answer = ask(question, argument, &None)?;
    let number: usize = answer.parse().with_context(|| format!("{answer} is none of the numbers"))?;
    let (_, chosen) =
        choices.get(number.wrapping_sub(1)).with_context(|| format!("{number} is none of them"))?;
    Ok(*chosen)
}
