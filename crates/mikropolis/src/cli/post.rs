//! Which mail server takes the letters: flags and environment of `serve`.

use anyhow::Context as _;
use people::mail::{Security, Server};
use std::path::PathBuf;

/// The mail server. Without one, letters lie as files in the data folder.
#[derive(clap::Args)]
pub struct Post {
    /// The mail server: `mail.example` or `mail.example:465`. Port 587 when none is said.
    #[arg(long, env = "MIKROPOLIS_SMTP")]
    smtp: Option<String>,
    /// How the way to it is kept private; when left out: from the first byte at port 465, else by STARTTLS.
    #[arg(long, env = "MIKROPOLIS_SMTP_SECURITY", value_enum)]
    smtp_security: Option<Private>,
    /// The account at the mail server.
    #[arg(long, env = "MIKROPOLIS_SMTP_USER", requires = "smtp_password_file")]
    smtp_user: Option<String>,
    /// A file that holds the account's password and nothing else.
    #[arg(long, env = "MIKROPOLIS_SMTP_PASSWORD_FILE")]
    smtp_password_file: Option<PathBuf>,
    /// The address from which letters come.
    #[arg(long, env = "MIKROPOLIS_MAIL_FROM", requires = "smtp")]
    mail_from: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Private {
    /// Encrypted from the first byte.
    Tls,
    /// Encrypted after a word.
    Starttls,
    /// Not at all: only for a server on this machine.
    None,
}

impl Post {
    /// The same as lines of an environment file.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let path = |path: &PathBuf| path.display().to_string();
        let security = self.smtp_security.map(|how| match how {
            Private::Tls => "tls".to_owned(),
            Private::Starttls => "starttls".to_owned(),
            Private::None => "none".to_owned(),
        });
        let lines = [
            ("MIKROPOLIS_SMTP", self.smtp.clone()),
            ("MIKROPOLIS_SMTP_SECURITY", security),
            ("MIKROPOLIS_SMTP_USER", self.smtp_user.clone()),
            ("MIKROPOLIS_SMTP_PASSWORD_FILE", self.smtp_password_file.as_ref().map(path)),
            ("MIKROPOLIS_MAIL_FROM", self.mail_from.clone()),
        ];
        lines.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// Whether a server is named.
    pub fn is_named(&self) -> bool {
        self.smtp.is_some()
    }

    /// The server, if one is named.
    ///
    /// # Errors
    /// When the port is no number or the password can't be read.
    pub fn server(&self) -> anyhow::Result<Option<Server>> {
        let Some(named) = &self.smtp else { return Ok(None) };
        let (host, port) = match named.rsplit_once(':') {
            Some((host, port)) => {
                (host.to_owned(), port.parse().with_context(|| format!("{port} is no port"))?)
            }
            None => (named.clone(), 587),
        };
        let security = match (self.smtp_security, port) {
            (Some(Private::Tls), _) | (None, 465) => Security::Tls,
            (Some(Private::None), _) => Security::Open,
            (Some(Private::Starttls) | None, _) => Security::StartTls,
        };
        let account = match (&self.smtp_user, &self.smtp_password_file) {
            (Some(user), Some(file)) => {
                let password = std::fs::read_to_string(file)
                    .with_context(|| format!("cannot read the password in {}", file.display()))?;
                Some((user.clone(), password.trim_end_matches(['\r', '\n']).to_owned()))
            }
            _ => None,
        };
        let from = self.mail_from.clone().unwrap_or_else(|| format!("noreply@{host}"));
        Ok(Some(Server { host, port, security, account, from }))
    }
}
