//! One certificate, from the order to the chain (RFC 8555), proved by the open door (HTTP-01).

use super::Wanted;
use super::fault::Fault;
use super::plain::Answers;
use super::shelf::Shelf;
use instant_acme::{
    Account, AccountCredentials, AuthorizationStatus, ChallengeType, Error, Identifier, NewAccount, NewOrder,
    Order, OrderStatus, RetryPolicy,
};
use std::time::Duration;

/// The authority's answers are waited for so long.
const PATIENCE: Duration = Duration::from_secs(90);

/// A chain and its key, both as PEM.
pub struct Fetched {
    pub chain: String,
    pub key: String,
}

/// Fetches one.
///
/// # Errors
/// What went wrong, as far as it matters for what to do.
pub async fn fetch(wanted: &Wanted, shelf: &Shelf, answers: &Answers) -> Result<Fetched, Fault> {
    shelf.has_room().map_err(|_| Fault::Disk)?;
    let mut order = ordered(wanted, shelf).await?;
    let proved = prove(&mut order, answers).await;
    answers.forget();
    proved?;
    let other = |fault: rcgen::Error| Fault::Refused(fault.to_string());
    let key = rcgen::KeyPair::generate().map_err(other)?;
    let mut request = rcgen::CertificateParams::new(vec![wanted.name.clone()]).map_err(other)?;
    request.distinguished_name = rcgen::DistinguishedName::new();
    let request = request.serialize_request(&key).map_err(other)?;
    order.finalize_csr(request.der()).await.map_err(|error| Fault::of(&error))?;
    let chain = order.poll_certificate(&patience()).await.map_err(|error| Fault::of(&error))?;
    Ok(Fetched { chain, key: key.serialize_pem() })
}

fn patience() -> RetryPolicy {
    RetryPolicy::default().timeout(PATIENCE)
}

/// A new order, by the account of before or by a new one.
async fn ordered(wanted: &Wanted, shelf: &Shelf) -> Result<Order, Fault> {
    let names = [Identifier::Dns(wanted.name.clone())];
    if let Some(kept) = shelf.account(&wanted.authority) {
        match order_by(wanted, kept, &names).await {
            Err(Error::Api(problem)) if is_unknown(problem.r#type.as_deref()) => {}
            other => return other.map_err(|error| Fault::of(&error)),
        }
    }
    let account = account(wanted, shelf).await?;
    account.new_order(&NewOrder::new(&names)).await.map_err(|error| Fault::of(&error))
}

async fn order_by(wanted: &Wanted, kept: AccountCredentials, names: &[Identifier]) -> Result<Order, Error> {
    let account = builder(wanted)?.from_credentials(kept).await?;
    account.new_order(&NewOrder::new(names)).await
}

fn is_unknown(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| kind.ends_with(":accountDoesNotExist"))
}

fn builder(wanted: &Wanted) -> Result<instant_acme::AccountBuilder, Error> {
    match &wanted.root {
        Some(root) => Account::builder_with_root(root),
        None => Account::builder(),
    }
}

/// A new account. The address of mail goes to the authority and nowhere else; it may be left out.
async fn account(wanted: &Wanted, shelf: &Shelf) -> Result<Account, Fault> {
    let contact: Vec<String> = wanted.mail.iter().map(|mail| format!("mailto:{mail}")).collect();
    let contact: Vec<&str> = contact.iter().map(String::as_str).collect();
    let new = NewAccount { contact: &contact, terms_of_service_agreed: true, only_return_existing: false };
    let made = async { builder(wanted)?.create(&new, wanted.authority.clone(), None).await };
    let (account, credentials) = made.await.map_err(|error: Error| Fault::of(&error))?;
    shelf.keep_account(&wanted.authority, &credentials).map_err(|_| Fault::Disk)?;
    Ok(account)
}

/// Shows the authority that the name leads here.
async fn prove(order: &mut Order, answers: &Answers) -> Result<(), Fault> {
    let mut asked = order.authorizations();
    while let Some(one) = asked.next().await {
        let mut one = one.map_err(|error| Fault::of(&error))?;
        if one.status == AuthorizationStatus::Valid {
            continue;
        }
        let none = || Fault::Refused("the authority offers no proof over HTTP".to_owned());
        let mut challenge = one.challenge(ChallengeType::Http01).ok_or_else(none)?;
        answers.give(&challenge.token, challenge.key_authorization().as_str());
        challenge.set_ready().await.map_err(|error| Fault::of(&error))?;
    }
    match order.poll_ready(&patience()).await {
        Ok(OrderStatus::Ready) => Ok(()),
        Ok(_) => {
            Err(why(order).await.unwrap_or_else(|| Fault::Refused("the proof was not taken".to_owned())))
        }
        Err(error) => Err(why(order).await.unwrap_or_else(|| Fault::of(&error))),
    }
}

/// Why the proof was not taken: that stands at the challenge.
async fn why(order: &mut Order) -> Option<Fault> {
    let mut asked = order.authorizations();
    while let Some(one) = asked.next().await {
        let mut one = one.ok()?;
        let state = one.refresh().await.ok()?;
        if let Some(problem) = state.challenges.iter().find_map(|challenge| challenge.error.as_ref()) {
            let (kind, words) = (problem.r#type.as_deref(), problem.detail.as_deref());
            return Some(Fault::told(kind.unwrap_or_default(), words.unwrap_or_default()));
        }
    }
    None
}
