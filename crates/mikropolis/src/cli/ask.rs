//! Questions at the console, for what was not said on the command line.

use anyhow::bail;
use std::io::{BufRead, IsTerminal as _, Write as _};

/// The answer that was given on the command line, or the one typed now.
///
/// # Errors
/// When there is neither.
pub fn ask(question: &str, argument: &str, given: &Option<String>) -> anyhow::Result<String> {
    if let Some(given) = given {
        return Ok(given.clone());
    }
    anyhow::ensure!(std::io::stdin().is_terminal(), "{argument} is missing, and there is nobody to ask");
    let some = |answer: &str| match answer {
        "" => Err("An answer is needed.".to_owned()),
        answer => Ok(answer.to_owned()),
    };
    until(question, std::io::stdin().lock(), some)
}

/// One of a few, by its number.
///
/// # Errors
/// When there is nobody to ask.
pub fn choose<T: Copy>(question: &str, argument: &str, choices: &[(&str, T)]) -> anyhow::Result<T> {
    anyhow::ensure!(std::io::stdin().is_terminal(), "{argument} is missing, and there is nobody to ask");
    for (number, (label, _)) in choices.iter().enumerate() {
        println!("{}  {label}", number + 1);
    }
    until(question, std::io::stdin().lock(), |answer| numbered(answer, choices))
}

fn numbered<T: Copy>(answer: &str, choices: &[(&str, T)]) -> Result<T, String> {
    let number = answer.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let chosen = number.and_then(|at| choices.get(at));
    chosen.map(|(_, chosen)| *chosen).ok_or_else(|| format!("Type a number from 1 to {}.", choices.len()))
}

/// Asks again until the answer can be used, and says what to do.
fn until<T>(
    question: &str,
    mut typed: impl BufRead,
    read: impl Fn(&str) -> Result<T, String>,
) -> anyhow::Result<T> {
    loop {
        print!("{question}: ");
        std::io::stdout().flush()?;
        let mut line = String::new();
        if typed.read_line(&mut line)? == 0 {
            bail!("{question}: an answer is needed");
        }
        match read(line.trim()) {
            Ok(answer) => return Ok(answer),
            Err(what_to_do) => println!("{what_to_do}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_mistypes_is_asked_again() {
        let roads = [("behind Caddy", 'c'), ("behind nginx", 'n')];
        let answer = |typed: &'static str| until("How?", typed.as_bytes(), |line| numbered(line, &roads));
        assert_eq!(answer("caddy\n0\n3\n\n 2 \n").unwrap(), 'n');
        assert!(answer("caddy\n").is_err(), "nobody types any more");
        assert_eq!(numbered("9", &roads), Err("Type a number from 1 to 2.".to_owned()));
    }
}
