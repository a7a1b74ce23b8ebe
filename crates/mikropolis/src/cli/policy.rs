//! `mikropolis policy`.

use kernel::{ActRow, Grant};
use std::process::ExitCode;

/// Print who may do what, under which law: the table that the program itself decides by.
#[derive(clap::Args)]
pub struct Arguments {
    /// As tab-separated values.
    #[arg(long)]
    tsv: bool,
}

/// Prints the table.
pub fn run(arguments: &Arguments) -> ExitCode {
    for slice in crate::slices::all() {
        for act in slice.acts {
            println!("{}", if arguments.tsv { tsv(act) } else { words(act) });
        }
    }
    ExitCode::SUCCESS
}

fn grants(act: &ActRow) -> String {
    let word = |grant: &Grant| match grant {
        Grant::Anyone => "anyone".to_owned(),
        Grant::Member => "any member".to_owned(),
        Grant::Vouched => "a member someone vouches for".to_owned(),
        Grant::Role(role) => role.word().to_owned(),
        Grant::Owner => "the one it belongs to".to_owned(),
        Grant::Holder => "the holder of its code".to_owned(),
        Grant::Job(name) => format!("the job {name}"),
        Grant::Operator => "the operator".to_owned(),
        Grant::SecondPerson(role) => format!("a second {}", role.word()),
    };
    act.who.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn tsv(act: &ActRow) -> String {
    let desk = if act.desk { "desk" } else { "" };
    let agreed = if act.publishes { "agreed" } else { "" };
    let between = if act.between { "not under sixteen" } else { "" };
    [act.name, &grants(act), desk, agreed, between, act.also, act.law].join("\t")
}

fn words(act: &ActRow) -> String {
    let desk = if act.desk { " · also by the desk for somebody" } else { "" };
    let also = if act.also.is_empty() { String::new() } else { format!(" · if {}", act.also) };
    let agreed = if act.publishes { " · who agrees to the house agreement in force" } else { "" };
    let between = if act.between { " · nobody under sixteen on either side" } else { "" };
    format!("{:<28} {}{desk}{agreed}{between}{also}\n{:<28}   {}", act.name, grants(act), "", act.law)
}
