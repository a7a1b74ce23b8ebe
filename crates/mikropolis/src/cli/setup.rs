//! `mikropolis setup`.

use super::ask::{ask, choose};
use super::post::Post;
use crate::setup::{self, ENVIRONMENT, File, Plan, Road, Wanted};
use anyhow::{Context as _, ensure};
use people::mail::{Letter, SendMail as _, Spool};
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Where the program lies when the units start it.
const PROGRAM: &str = "usr/local/bin/mikropolis";

/// Set this machine up: settings, systemd units, the way people get here. As root, on Debian; twice does no harm.
#[derive(clap::Args)]
pub struct Arguments {
    /// How people get here; asked for when left out.
    #[arg(long, value_enum)]
    road: Option<Road>,
    /// The address people type; asked for when left out.
    #[arg(long)]
    address: Option<String>,
    /// An address of mail for the authority of certificates and nobody else. It may be left out.
    #[arg(long)]
    certificate_mail: Option<String>,
    #[command(flatten)]
    mail: Post,
    /// Send a letter there, to see whether the mail server takes it.
    #[arg(long, value_name = "ADDRESS", requires = "smtp")]
    test_mail: Option<String>,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// The folder of another system, such as an image that is being made. Nothing is started then.
    #[arg(long, default_value = "/")]
    root: PathBuf,
    /// Write everything and start nothing.
    #[arg(long)]
    no_start: bool,
}

/// Sets it up.
pub fn run(arguments: &Arguments) -> ExitCode {
    super::place::run(set_up(arguments))
}

async fn set_up(arguments: &Arguments) -> anyhow::Result<()> {
    let wanted = wanted(arguments)?;
    setup::check(&wanted).map_err(anyhow::Error::msg)?;
    let plan = setup::plan(&wanted);
    if let Some(to) = arguments.test_mail.as_ref().filter(|_| !arguments.dry_run) {
        test_mail(arguments, to).await?;
    }
    if arguments.dry_run {
        return show(&plan, &arguments.root);
    }
    for file in &plan.files {
        write(&arguments.root, file)?;
    }
    for path in &plan.gone {
        let path = arguments.root.join(path);
        if path.exists() {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            println!("{}: removed, it belongs to another road", path.display());
        }
    }
    write_environment(&arguments.root, &plan)?;
    install_program(&arguments.root)?;
    start(arguments, &plan)?;
    println!("{}", next(&wanted));
    Ok(())
}

fn wanted(arguments: &Arguments) -> anyhow::Result<Wanted> {
    let road = match arguments.road {
        Some(road) => road,
        None => {
            const ROADS: [(&str, Road); 5] = [
                ("on the internet, the program fetches certificates itself", Road::Certificates),
                ("on the internet, behind Caddy", Road::Caddy),
                ("on the internet, behind nginx", Road::Nginx),
                ("a small computer in the house, for everybody in the same network", Road::MiniPc),
                ("a Wi-Fi of its own without internet", Road::LocalWifi),
            ];
            choose("How do people get here?", "--road", &ROADS)?
        }
    };
    let host = fs::read_to_string(arguments.root.join("etc/hostname")).unwrap_or_default();
    let address = match (&arguments.address, road.usual_address(host.trim())) {
        (Some(address), _) => address.clone(),
        (None, Some(usual)) => usual,
        (None, None) => ask("The address people type (https://…)", "--address", &None)?,
    };
    let address = address.trim_end_matches('/').to_owned();
    let mail = arguments.mail.lines();
    Ok(Wanted { road, address, certificate_mail: arguments.certificate_mail.clone(), mail })
}

fn show(plan: &Plan, root: &Path) -> anyhow::Result<()> {
    let path = root.join(ENVIRONMENT);
    let before = fs::read_to_string(&path).unwrap_or_default();
    println!("# {}\n{}", path.display(), setup::merged(&before, &plan.environment, &plan.without));
    for file in &plan.files {
        println!("# {}\n{}", root.join(file.path).display(), file.text);
    }
    if !plan.packages.is_empty() {
        println!("# apt-get install {}", plan.packages.join(" "));
    }
    println!("# systemctl enable --now {}", plan.units.join(" "));
    Ok(())
}

/// Writes a file; one of another program that somebody wrote themselves stays, and ours lies beside it.
fn write(root: &Path, file: &File) -> anyhow::Result<()> {
    let mut path = root.join(file.path);
    let before = fs::read_to_string(&path).ok();
    if before.as_deref() == Some(file.text.as_str()) {
        return Ok(());
    }
    let comment = file.text.lines().next().unwrap_or_default();
    if file.foreign && before.as_ref().is_some_and(|text| !text.starts_with(comment)) {
        let beside = format!("{}.mikropolis", path.display());
        println!("{}: not ours, left as it is; ours lies at {beside}", path.display());
        path = PathBuf::from(beside);
    }
    put(&path, &file.text, file.mode)?;
    println!("{}: written", path.display());
    Ok(())
}

fn put(path: &Path, text: &str, mode: u32) -> anyhow::Result<()> {
    let folder = path.parent().context("a file at the root")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}: are you root?", folder.display()))?;
    let name = path.file_name().context("a file without a name")?.to_string_lossy();
    let new = folder.join(format!(".{name}.new"));
    // narrow from the first byte: secrets belong into some of these files; wider only afterwards
    let narrow = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new);
    let done = narrow
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| fs::set_permissions(&new, fs::Permissions::from_mode(mode)))
        .and_then(|()| fs::rename(&new, path));
    done.with_context(|| format!("cannot write {}: are you root?", path.display()))
}

fn write_environment(root: &Path, plan: &Plan) -> anyhow::Result<()> {
    let path = root.join(ENVIRONMENT);
    let before = fs::read_to_string(&path).unwrap_or_default();
    let text = setup::merged(&before, &plan.environment, &plan.without);
    put(&path, &text, 0o600)?;
    println!("{}: written", path.display());
    Ok(())
}

/// The program itself, if it does not run from there already.
fn install_program(root: &Path) -> anyhow::Result<()> {
    let (own, place) = (std::env::current_exe()?, root.join(PROGRAM));
    if own.canonicalize().ok() == place.canonicalize().ok() {
        return Ok(());
    }
    let folder = place.parent().context("a folder")?;
    fs::create_dir_all(folder)?;
    let new = folder.join(".mikropolis.new");
    fs::copy(&own, &new).with_context(|| format!("cannot write {}", new.display()))?;
    fs::set_permissions(&new, fs::Permissions::from_mode(0o755))?;
    fs::rename(&new, &place)?;
    println!("{}: this program", place.display());
    Ok(())
}

fn start(arguments: &Arguments, plan: &Plan) -> anyhow::Result<()> {
    let here = arguments.root == Path::new("/");
    let missing: Vec<&str> =
        plan.packages.iter().copied().filter(|name| !is_installed(&arguments.root, name)).collect();
    if !missing.is_empty() {
        println!("Needed as well: apt-get install {}", missing.join(" "));
    }
    if !here {
        let root = arguments.root.display().to_string();
        let done = Command::new("systemctl").args(["--root", &root, "enable"]).args(&plan.units).status();
        if !done.is_ok_and(|done| done.success()) {
            println!("In that system still: systemctl enable {}", plan.units.join(" "));
        }
        return Ok(());
    }
    if arguments.no_start || !Path::new("/run/systemd/system").exists() {
        println!(
            "Not started. To do so: systemctl daemon-reload && systemctl enable --now {}",
            plan.units.join(" ")
        );
        return Ok(());
    }
    let run = |words: &[&str]| -> anyhow::Result<()> {
        let done = Command::new("systemctl").args(words).status().context("systemctl")?;
        ensure!(done.success(), "systemctl {} failed: look at journalctl -u mikropolis", words.join(" "));
        Ok(())
    };
    run(&["daemon-reload"])?;
    let there: Vec<&str> = plan
        .units
        .iter()
        .copied()
        .filter(|unit| missing.is_empty() || unit.starts_with("mikropolis"))
        .collect();
    run(&[&["enable", "--now"], there.as_slice()].concat())?;
    run(&["restart", "mikropolis.service"])
}

fn is_installed(root: &Path, package: &str) -> bool {
    let info = root.join("var/lib/dpkg/info");
    info.join(format!("{package}.list")).exists()
}

/// What comes next, in a sentence.
fn next(wanted: &Wanted) -> String {
    let address = &wanted.address;
    let code = format!(
        "The code for the first page: journalctl -u mikropolis, or on the screen of this machine. Then open {address}/init."
    );
    match wanted.road {
        Road::Certificates => format!(
            "The name has to lead to this machine, and ports 80 and 443 have to be open. By fetching a certificate you agree to the terms of Let's Encrypt.\n{code}"
        ),
        Road::Nginx => format!(
            "A certificate for nginx: certbot --nginx -d {}\n{code}",
            address.trim_start_matches("https://")
        ),
        _ => code,
    }
}

async fn test_mail(arguments: &Arguments, to: &str) -> anyhow::Result<()> {
    let server = arguments.mail.server()?.context("--test-mail needs --smtp")?;
    let folder = tempfile::tempdir()?;
    let spool = Spool::new(folder.path(), "localhost");
    let post = people::mail::Post::new(&server, spool).map_err(anyhow::Error::msg)?;
    let letter = Letter {
        id: kernel::Key::random(),
        to: to.to_owned(),
        subject: "Mikropolis".to_owned(),
        text: "List próbny: poczta działa.\n\nA letter to try things out: mail works.\n".to_owned(),
        stop: None,
    };
    post.hand_over(letter).await.map_err(anyhow::Error::msg)?;
    // what the server says stands in the log; here it counts whether the letter still lies there
    let _ = post.send_waiting().await;
    let waiting = people::mail::lying(folder.path())?;
    ensure!(
        waiting.waiting + waiting.refused == 0,
        "the mail server {} did not take the letter: look whether name, port, account and password are right. \
         Everything works without mail, too: leave --smtp out.",
        server.host
    );
    println!("The mail server took a letter to {to}.");
    Ok(())
}
