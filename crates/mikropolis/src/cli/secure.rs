//! Certificates of one's own: flags and environment of `serve`.

use crate::certificates::{self, AUTHORITY, Keeper, Secure, Shelf, Wanted};
use crate::installation::Installation;
use anyhow::Context as _;
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// How certificates are come by.
#[derive(clap::Args)]
pub struct Certificates {
    /// Fetch and renew certificates for the address by ACME. It means that you agree to the authority's terms.
    #[arg(long, env = "MIKROPOLIS_CERTIFICATES", value_parser = clap::builder::FalseyValueParser::new(), action = clap::ArgAction::SetTrue)]
    certificates: bool,
    /// Where encrypted connections come in.
    #[arg(long, env = "MIKROPOLIS_LISTEN_SECURE", default_value = "[::]:443")]
    listen_secure: String,
    /// Where open ones come in: they are led to the encrypted address, and the authority looks there.
    #[arg(long, env = "MIKROPOLIS_LISTEN_OPEN", default_value = "[::]:80")]
    listen_open: String,
    /// An address of mail for the authority and nobody else. It may be left out.
    #[arg(long, env = "MIKROPOLIS_CERTIFICATE_MAIL")]
    certificate_mail: Option<String>,
    /// The authority's directory.
    #[arg(long, env = "MIKROPOLIS_CERTIFICATE_AUTHORITY", default_value = AUTHORITY)]
    certificate_authority: String,
    /// A file with the certificate by which a test authority is known.
    #[arg(long, env = "MIKROPOLIS_CERTIFICATE_ROOT")]
    certificate_root: Option<PathBuf>,
}

impl Certificates {
    /// Whether they are wanted.
    pub fn wanted(&self) -> bool {
        self.certificates
    }

    /// Opens both doors and begins to look after the certificate: where encrypted connections come in, and what
    /// runs beside the server.
    ///
    /// # Errors
    /// When the address can't have a certificate, or the doors can't be opened.
    pub async fn begin(
        &self,
        installation: &Installation,
        address: &str,
    ) -> anyhow::Result<(Secure, [JoinHandle<()>; 2])> {
        let wanted = Wanted {
            name: certificates::name_of(address)?,
            mail: self.certificate_mail.clone().filter(|mail| !mail.is_empty()),
            authority: self.certificate_authority.clone(),
            root: self.certificate_root.clone(),
        };
        // two libraries might bring one each; ours is named once for all
        let _ = rustls::crypto::ring::default_provider().install_default();
        let secure = bind(&self.listen_secure).await?;
        let open = bind(&self.listen_open).await?;
        let shelf = Shelf::in_keys(&installation.folder.join("keys"));
        let keeper = Keeper::new(wanted, shelf, installation.clock())?;
        let door = certificates::plain_door(keeper.answers(), keeper.current(), address);
        let secure = Secure::at(secure, keeper.current())?;
        let door = tokio::spawn(web::serve(open, door, std::future::pending()));
        let keeping = tokio::spawn(keeper.run());
        Ok((secure, [door, keeping]))
    }
}

async fn bind(place: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(place).await.with_context(|| {
        format!(
            "cannot listen at {place}: is another program there, and may this one use ports below 1024 \
             (deploy/systemd/certificates.conf)?"
        )
    })
}
