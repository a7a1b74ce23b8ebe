//! Where encrypted connections come in. Each handshake has its own task and little time, so that one that dawdles
//! keeps nobody waiting.

use super::current::Current;
use axum::serve::Listener;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// A handshake takes so long at most.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Handshakes at a time.
const MOST_HANDSHAKES: usize = 256;

type Come = (TlsStream<TcpStream>, SocketAddr);

/// Accepts, and hands over what is encrypted.
#[derive(Debug)]
pub struct Secure {
    come: mpsc::Receiver<Come>,
    here: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Secure {
    /// At this socket, with this certificate.
    ///
    /// # Errors
    /// When TLS can't be set up or the socket has no address.
    pub fn at(socket: TcpListener, current: Arc<Current>) -> anyhow::Result<Self> {
        let here = socket.local_addr()?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(current);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        let (found, come) = mpsc::channel(64);
        let accepting = tokio::spawn(accept(socket, TlsAcceptor::from(Arc::new(config)), found));
        Ok(Self { come, here, accepting })
    }
}

async fn accept(mut socket: TcpListener, tls: TlsAcceptor, found: mpsc::Sender<Come>) {
    let room = Arc::new(Semaphore::new(MOST_HANDSHAKES));
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { return };
        // waits and goes on when there are no more files to open
        let (stream, from) = Listener::accept(&mut socket).await;
        let (tls, found) = (tls.clone(), found.clone());
        tokio::spawn(async move {
            // one that fails is the browser's business
            if let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await {
                let _ = found.send((stream, from)).await;
            }
            drop(place);
        });
    }
}

impl Listener for Secure {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;
    async fn accept(&mut self) -> Come {
        match self.come.recv().await {
            Some(come) => come,
            // the accepting task ends only with the listener
            None => std::future::pending().await,
        }
    }
    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.here)
    }
}

impl Drop for Secure {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}
