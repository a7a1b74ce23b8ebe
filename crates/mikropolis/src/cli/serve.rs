//! `mikropolis serve`.

use super::place::{self, Place};
use crate::installation::Installation;
use anyhow::Context as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use web::Settings;

/// Serve the neighbourhood's pages.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Where to listen.
    #[arg(long, env = "MIKROPOLIS_LISTEN", default_value = "127.0.0.1:8080")]
    listen: String,
    /// The address people type; `http://` and the place of listening when left out.
    #[arg(long, env = "MIKROPOLIS_ADDRESS")]
    address: Option<String>,
    /// How many proxies stand in front.
    #[arg(long, env = "MIKROPOLIS_PROXIES", default_value_t = 0)]
    proxies: u8,
    #[command(flatten)]
    mail: super::post::Post,
    #[command(flatten)]
    certificates: super::secure::Certificates,
    /// A gateway takes text messages from the folder `sms` (docs/reach.md). Without one the desk sends them by hand.
    #[arg(long, env = "MIKROPOLIS_SMS")]
    sms: bool,
    /// Below so many free megabytes pages are only read; taking things away stays possible.
    #[arg(long, env = "MIKROPOLIS_LEAST_FREE_MB", default_value_t = 500)]
    least_free_mb: u64,
    /// A folder to which copies may be saved from the browser, such as where a stick is mounted. Without it a copy
    /// is downloaded.
    #[arg(long, env = "MIKROPOLIS_STICK")]
    stick: Option<PathBuf>,
    /// This machine stands in a network of its own without internet, where every name leads to it: whoever asks for
    /// another address is led to the first page.
    #[arg(long, env = "MIKROPOLIS_OWN_NETWORK", value_parser = clap::builder::FalseyValueParser::new(), action = clap::ArgAction::SetTrue)]
    own_network: bool,
    /// Multiplies every rate limit; for measurements.
    #[arg(long, default_value_t = 1)]
    limit_factor: u32,
}

/// Serves until Ctrl-C or a signal to end.
pub fn run(arguments: &Arguments) -> ExitCode {
    place::run(serve(arguments))
}

async fn serve(arguments: &Arguments) -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    web::log_panics();
    let installation = arguments.place.open().await?;
    if arguments.certificates.wanted() {
        let address = arguments.address.clone().context("--certificates needs --address https://…")?;
        let (secure, beside) = arguments.certificates.begin(&installation, &address).await?;
        let served = serve_at(arguments, &installation, &address, secure).await;
        beside.iter().for_each(tokio::task::JoinHandle::abort);
        return served;
    }
    let listener = TcpListener::bind(&arguments.listen)
        .await
        .with_context(|| format!("cannot listen at {}: is another program there?", arguments.listen))?;
    let here = listener.local_addr()?;
    let address = arguments.address.clone().unwrap_or_else(|| format!("http://{here}"));
    serve_at(arguments, &installation, &address, listener).await
}

async fn serve_at<L>(
    arguments: &Arguments,
    installation: &Installation,
    address: &str,
    listener: L,
) -> anyhow::Result<()>
where
    L: axum::serve::Listener<Addr = SocketAddr>,
{
    let mut settings = Settings::at(address, &installation.folder);
    settings.proxies = arguments.proxies;
    settings.limit_factor = arguments.limit_factor;
    settings.least_free = arguments.least_free_mb.saturating_mul(1_000_000);
    settings.free = crate::upkeep::free_space;
    settings.mail_server = arguments.mail.is_named();
    settings.stick = arguments.stick.clone();
    let app = Arc::new(installation.app(settings)?);
    let router = web::router(Arc::clone(&app)).map_err(|wrong| anyhow::anyhow!("{wrong:?}"))?;
    let people = installation.people(&app, arguments.mail.server()?.as_ref(), arguments.sms)?;
    people::mail::send_through(Arc::clone(&people.mail));
    if let Some(sms) = &people.sms {
        people::sms::send_through(Arc::clone(sms));
    }
    let mut router = people.around(router);
    if arguments.own_network {
        router = crate::own_network::around(router, address);
    }
    if let Some(code) = crate::founding::code_if_empty(installation).await? {
        println!("Nobody lives here yet. Open {address}/init and type the code {code}");
    }
    println!("{address}");
    let watch = tokio::spawn(watch_the_room(Arc::clone(&app)));
    let background = tokio::spawn(jobs::run_for_ever(app));
    web::serve(listener, router, ended()).await;
    background.abort();
    watch.abort();
    installation.directory.note().await?;
    Ok(())
}

/// Looks once a minute, so that the log says when the disk became nearly full even if nobody writes.
async fn watch_the_room(app: web::Shared) {
    loop {
        app.room.is_low();
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    }
}

async fn ended() {
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
    }
}
