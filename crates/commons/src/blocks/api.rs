//! The same for programs.

use super::acts;
use super::input::CodeInput;
use super::pages;
use kernel::MemberId;
use serde_json::{Value, json};
use web::{Form, Json, Path, Result, Visit};

/// `GET /api/me/blocks`
pub async fn list(visit: Visit) -> Result<Json<Value>> {
    let blocked = pages::own(&visit).await?.into_iter();
    let one = |one: super::Blocked| json!({ "member": one.member.to_string(), "name": one.name, "since": one.since.rfc3339() });
    Ok(Json::of(json!({ "blocks": blocked.map(one).collect::<Vec<_>>() })))
}

/// `POST /api/me/blocks`
pub async fn block(visit: Visit, form: Form<CodeInput>) -> Result<Json<Value>> {
    let ready = form.ready()?;
    let code = ready.input.0;
    let other =
        visit.app.store.read(visit.actor, move |seen| Ok(people::member::whom(seen, &code)?.id)).await?;
    pages::keep(&visit, ready.once, other).await?;
    Ok(Json::created(json!({ "member": other.to_string() })))
}

/// `POST /api/me/blocks/{member}/lift`
pub async fn lift(visit: Visit, Path(member): Path<MemberId>, form: Form<()>) -> Result<Json<Value>> {
    let once = form.ready()?.once;
    let write = move |tx: &::store::Tx<'_>| {
        acts::lift(tx, member)?;
        Ok(String::new())
    };
    visit.app.store.write_once(visit.actor, once, write).await?;
    Ok(Json::of(json!({ "member": member.to_string() })))
}
