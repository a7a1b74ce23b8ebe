//! The whole program as people use it: the release build, serving a neighbourhood of 10,000 items on each
//! database, asked from this machine. What counts is the server's own processor time.

mod load;
mod pages;
mod process;
mod town;

use std::time::{Duration, Instant};

use hyper::StatusCode;

use crate::demo::{Client, Program, Served, sign_in};
use crate::postgres::Cluster;
use crate::tools;
use load::{Load, Plan};
use pages::Worst;

/// For how long each figure is measured.
const TIME: Duration = Duration::from_secs(5);
const WARM: Duration = Duration::from_secs(1);

/// Builds the release and measures it on SQLite and, where its server programs are, on PostgreSQL.
pub fn run() -> anyhow::Result<()> {
    tools::run(&mut tools::cargo(["build", "--release", "--package", "mikropolis", "--locked"]))?;
    println!(
        "rate limits are raised for measuring; processor time is the server's own, without the database's"
    );
    measure("SQLite", None)?;
    match Cluster::durable() {
        Ok(cluster) => measure("PostgreSQL", Some(cluster.connection())),
        Err(missing) => {
            println!("PostgreSQL: not measured: {missing:#}");
            Ok(())
        }
    }
}

fn measure(engine: &str, postgres: Option<String>) -> anyhow::Result<()> {
    println!("-- {engine}");
    let folder = tempfile::tempdir()?;
    let binary = tools::target_folder().join("release/mikropolis");
    let program = Program { binary, folder: folder.path().join("data"), postgres };
    let files = folder.path().join("files");
    std::fs::create_dir_all(&files)?;
    town::write(&files)?;
    let begun = Instant::now();
    program.import(&files)?;
    println!("import of 10,000 items: {:.1} s", begun.elapsed().as_secs_f64());

    let begun = Instant::now();
    let served = Served::start(&program)?;
    let mut client = Client::new(&served.address, "pl");
    let first = client.get(&format!("/{}/places", town::SLUG))?;
    anyhow::ensure!(first.status == 200, "the list of places answers {}", first.status);
    let millis = begun.elapsed().as_secs_f64() * 1000.0;
    line("start to first answer with an existing database", millis, "ms", Bar::Below(300.0));
    line("memory, idle", process::memory(served.process())?, "MB", Bar::Below(60.0));
    for (name, path) in [("story list", "stories"), ("place list", "places")] {
        read(&served, name, &format!("/{}/{path}", town::SLUG))?;
    }
    every_kind(&program, &served)?;
    write(&program, &served)?;
    line("memory after all of this", process::memory(served.process())?, "MB", Bar::Below(60.0));
    served.stop()
}

/// A list, anonymous, every answer whole.
fn read(served: &Served, name: &str, path: &str) -> anyhow::Result<()> {
    let asks: [(&str, load::Ask); 2] =
        [("", load::page), (", each time by another address", load::new_address)];
    for (how, ask) in asks {
        let plan = Plan {
            host: served.address.trim_start_matches("http://").to_owned(),
            path: path.to_owned(),
            members: Vec::new(),
            connections: 32,
            time: TIME,
            wanted: StatusCode::OK,
            ask,
        };
        let (load, seconds) = run_with_processor_time(served, &plan)?;
        let bar = Bar::AtLeast(5000.0);
        line(
            &format!("{name}{how}"),
            load.times.len() as f64 / seconds,
            "requests per processor second",
            bar,
        );
        line(&format!("{name}{how}, 99 of 100 within"), load.within(0.99), "ms", Bar::Below(20.0));
    }
    Ok(())
}

fn run_with_processor_time(served: &Served, plan: &Plan) -> anyhow::Result<(Load, f64)> {
    load::run(&Plan { time: WARM, ..plan.clone() })?;
    let before = process::processor_seconds(served.process())?;
    let load = load::run(plan)?;
    let seconds = process::processor_seconds(served.process())? - before;
    if load.wrong > 0 {
        println!("{} WRONG answers, the first: {}", load.wrong, load.first_wrong);
    }
    Ok((load, seconds.max(0.01)))
}

/// Every kind of page, as a visitor and as somebody with all roles.
fn every_kind(program: &Program, served: &Served) -> anyhow::Result<()> {
    let mut worst = Worst::default();
    let home = format!("/{}", town::SLUG);
    pages::all(&mut Client::new(&served.address, "pl"), &["/", &home], &mut worst)?;
    let (mut client, start) = signed_in(program, served, 0)?;
    pages::all(&mut client, &[&home, &start], &mut worst)?;
    let Worst { kinds, weight, statements } = worst;
    line(
        &format!("first load, heaviest of {kinds} kinds of page"),
        weight.0 as f64,
        "bytes",
        Bar::Below(100_001.0),
    );
    println!("  {}", weight.1);
    line("most statements of a page", statements.0 as f64, "statements", Bar::Below(9.0));
    println!("  {}", statements.1);
    Ok(())
}

fn signed_in(program: &Program, served: &Served, member: usize) -> anyhow::Result<(Client, String)> {
    let link = program.link_for(town::SLUG, &town::name(member), &served.address)?;
    let mut client = Client::new(&served.address, "pl");
    let start = sign_in(&mut client, &link)?;
    Ok((client, start))
}

/// The desk lifts what newcomers are held to: everybody of the made-up neighbourhood joined a moment ago.
fn free_newcomers(program: &Program, served: &Served) -> anyhow::Result<()> {
    let list = format!("/{}/desk/newcomers", town::SLUG);
    let (mut desk, _) = signed_in(program, served, 0)?;
    loop {
        let page = crate::demo::Page::read(&desk.get(&list)?.text());
        let Some((action, fields)) = page.form() else { return Ok(()) };
        let answer = desk.post(&action, &fields)?;
        anyhow::ensure!(answer.status == 303, "{action} answers {}", answer.status);
    }
}

/// Offers of 64 members at once, each acknowledged after it is on the disk.
fn write(program: &Program, served: &Served) -> anyhow::Result<()> {
    free_newcomers(program, served)?;
    let path = format!("/{}/offers/new", town::SLUG);
    let mut members = Vec::new();
    for member in 0..town::MEMBERS {
        let (mut client, _) = signed_in(program, served, member)?;
        let page = crate::demo::Page::read(&client.get(&path)?.text());
        let fields = page.form().map(|(_, fields)| fields).unwrap_or_default();
        let token = fields.into_iter().find(|(name, _)| name == "token").map(|(_, token)| token);
        members.push((client.cookie_line(), token.unwrap_or_default()));
    }
    let plan = Plan {
        host: served.address.trim_start_matches("http://").to_owned(),
        path,
        members,
        connections: 64,
        time: TIME,
        wanted: StatusCode::SEE_OTHER,
        ask: load::offer,
    };
    let before = process::processor_seconds(served.process())?;
    let load = load::run(&plan)?;
    let seconds = process::processor_seconds(served.process())? - before;
    if load.wrong > 0 {
        println!("{} WRONG answers, the first: {}", load.wrong, load.first_wrong);
    }
    line("durable offers, 64 members at once", load.rate(), "a second", Bar::AtLeast(3000.0));
    println!(
        "  {:.0} a processor second, 99 of 100 within {:.0} ms",
        load.times.len() as f64 / seconds,
        load.within(0.99)
    );
    Ok(())
}

/// What a figure has to reach.
enum Bar {
    AtLeast(f64),
    Below(f64),
}

fn line(what: &str, figure: f64, unit: &str, bar: Bar) {
    let (reached, bar) = match bar {
        Bar::AtLeast(bar) => (figure >= bar, format!("at least {bar}")),
        Bar::Below(bar) => (figure < bar, format!("below {bar}")),
    };
    println!("{what}: {figure:.1} {unit} ({bar}: {})", if reached { "reached" } else { "MISSED" });
}
