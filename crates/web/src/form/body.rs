//! The only reader of request bodies: origin, size, token, then fields and files.

use super::Fields;
use crate::app::hex;
use crate::ask::Ask;
use crate::texts::layout;
use crate::{Error, Route, Settings};
use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use kernel::{Code, Key, Refusal};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempPath;
use tokio::io::AsyncWriteExt;

/// A received form, its token found right.
#[derive(Debug)]
pub struct Received {
    pub(super) fields: Fields,
    pub(super) files: Vec<Upload>,
    pub(super) once: Key,
}

impl Received {
    /// What was typed, for showing it again.
    pub(crate) fn into_fields(self) -> Fields {
        self.fields
    }
}

/// A file that came with a form. It lies in the uploads folder and goes when the last copy of this is dropped.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The form field.
    pub field: String,
    /// What the sender calls it: its last part, without control characters. Never a name to store under.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    path: Arc<TempPath>,
}

impl Upload {
    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Whether a request comes from our own pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Sent by one of our pages, or by the person's own hand.
    Own,
    /// Neither header says: an old browser or a program. The token decides.
    Silent,
    /// Sent by a page of somebody else.
    Foreign,
}

/// Judges by `Sec-Fetch-Site`, else by `Origin` against the host asked for.
pub fn origin(headers: &HeaderMap, settings: &Settings) -> Origin {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match text("sec-fetch-site") {
        Some("same-origin" | "none") => return Origin::Own,
        Some(_) => return Origin::Foreign,
        None => {}
    }
    let Some(origin) = text("origin") else { return Origin::Silent };
    let host = origin.split_once("://").map(|(_, host)| host);
    let asked = text(header::HOST.as_str());
    if host.is_some() && (host == asked || host == Some(settings.host())) {
        Origin::Own
    } else {
        Origin::Foreign
    }
}

/// Reads the body of a request that may change something. Before this is right, no handler runs. Files are let
/// pass by and not kept where there is no room.
pub(crate) async fn receive(
    request: Request,
    ask: &Ask,
    route: &Route,
    room: bool,
) -> Result<Received, Error> {
    // programs send neither header: what a foreign page sends is refused at their addresses, too
    if origin(request.headers(), &ask.app.settings) == Origin::Foreign {
        return Err(not_ours());
    }
    let declared = request.headers().get(header::CONTENT_LENGTH);
    let declared = declared.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > route.body) {
        return Err(Refusal::plain(Code::TooLarge).into());
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let idempotency = request.headers().get("idempotency-key").map(|value| once_of(value.as_bytes()));
    let request = request.map(|body| Body::new(Limited::new(body, route.body)));
    let (fields, files) = match kind.as_str() {
        "multipart/form-data" => multipart(request, ask, route, room).await?,
        "application/json" => (Fields::from_json(&whole(request).await?)?, Vec::new()),
        "application/x-www-form-urlencoded" | "" => {
            (Fields::from_urlencoded(&whole(request).await?)?, Vec::new())
        }
        _ => return Err(Refusal::new(Code::Invalid, layout::body_kind).into()),
    };
    check_token(&fields, ask)?;
    let once = fields.get("once").and_then(|once| once.parse().ok());
    let once = once.or(idempotency).unwrap_or_else(Key::random);
    Ok(Received { fields, files, once })
}

fn check_token(fields: &Fields, ask: &Ask) -> Result<(), Error> {
    let right = ask.json() || fields.get("token").is_some_and(|token| ask.accepts(token));
    if right { Ok(()) } else { Err(not_ours()) }
}

fn not_ours() -> Error {
    Refusal::new(Code::Forbidden, layout::form_not_ours).into()
}

/// The same header, the same key.
fn once_of(header: &[u8]) -> Key {
    let hash = hex(&Sha256::digest(header)[..16]);
    hash.parse().unwrap_or_else(|_| Key::random())
}

async fn whole(request: Request) -> Result<bytes::Bytes, Error> {
    match request.into_body().collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(fault) if too_long(&fault) => Err(Refusal::plain(Code::TooLarge).into()),
        Err(_) => Err(Refusal::new(Code::Invalid, layout::body_broken_off).into()),
    }
}

fn too_long(fault: &(dyn std::error::Error + 'static)) -> bool {
    let mut fault = Some(fault);
    while let Some(inner) = fault {
        if inner.is::<LengthLimitError>() {
            return true;
        }
        fault = inner.source();
    }
    false
}

/// Text parts into fields, files into the uploads folder. The token has to come before the first file, so
/// that nobody else's page can fill the disk.
async fn multipart(
    request: Request,
    ask: &Ask,
    route: &Route,
    room: bool,
) -> Result<(Fields, Vec<Upload>), Error> {
    let broken = |fault: MultipartError| broken_part(&fault);
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Error::from(Refusal::new(Code::Invalid, layout::body_broken_off)))?;
    let (mut fields, mut files, mut text_bytes) = (Fields::default(), Vec::new(), 0);
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        if part.file_name().is_some() {
            if !route.files {
                return Err(Refusal::plain(Code::TooLarge).into());
            }
            check_token(&fields, ask)?;
            if room {
                files.extend(file(part, name, &ask.app.settings).await?);
            } else {
                pass_by(part).await?;
            }
        } else {
            let text = part.bytes().await.map_err(broken)?;
            text_bytes += text.len();
            if text_bytes > crate::slice::FORM_BYTES {
                return Err(Refusal::plain(Code::TooLarge).into());
            }
            let text = String::from_utf8(text.into());
            fields.push(name, text.map_err(|_| Refusal::new(Code::Invalid, layout::not_utf8))?)?;
        }
    }
    Ok((fields, files))
}

fn broken_part(fault: &MultipartError) -> Error {
    match fault.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::plain(Code::TooLarge).into(),
        _ if too_long(fault) => Refusal::plain(Code::TooLarge).into(),
        _ => Refusal::new(Code::Invalid, layout::body_broken_off).into(),
    }
}

/// Reads a file to its end, keeping nothing: what was typed may stand behind it.
async fn pass_by(mut part: Field<'_>) -> Result<(), Error> {
    while part.chunk().await.map_err(|fault| broken_part(&fault))?.is_some() {}
    Ok(())
}

/// `None` for a file control left empty.
async fn file(mut part: Field<'_>, field: String, settings: &Settings) -> Result<Option<Upload>, Error> {
    let fault = |what: &'static str| move |fault: std::io::Error| Error::io(what, &fault);
    let name = last_part(part.file_name().unwrap_or_default());
    let mut bytes: u64 = 0;
    let mut writing = None;
    while let Some(chunk) = part.chunk().await.map_err(|fault| broken_part(&fault))? {
        if chunk.is_empty() {
            continue;
        }
        let (file, _) = match &mut writing {
            Some(open) => open,
            None => {
                std::fs::create_dir_all(&settings.uploads).map_err(fault("making the uploads folder"))?;
                let named =
                    tempfile::NamedTempFile::new_in(&settings.uploads).map_err(fault("receiving a file"))?;
                let (file, path) = named.into_parts();
                writing.insert((tokio::fs::File::from_std(file), path))
            }
        };
        bytes += chunk.len() as u64;
        file.write_all(&chunk).await.map_err(fault("receiving a file"))?;
    }
    let Some((mut file, path)) = writing else { return Ok(None) };
    file.flush().await.map_err(fault("receiving a file"))?;
    Ok(Some(Upload { field, name, bytes, path: Arc::new(path) }))
}

fn last_part(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|letter| !letter.is_control()).take(120).collect()
}
