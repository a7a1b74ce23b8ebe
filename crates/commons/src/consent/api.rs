//! The same for programs, which act for a member: their own consents.

use super::ledger::{self, Own};
use super::model::ConsentId;
use super::pages;
use serde_json::{Value, json};
use web::{Form, Json, Path, Result, Visit};

/// `GET /api/me/consents`
pub async fn own(visit: Visit) -> Result<Json<Value>> {
    let one = |Own { consent, title }: Own| {
        json!({
            "id": consent.id.to_string(), "title": title, "name": consent.name, "part": consent.part.word(),
            "screen": consent.screen, "print": consent.print, "elsewhere": consent.elsewhere,
            "given_on": consent.on.to_string(), "withdrawn_at": consent.withdrawn_at.map(kernel::Time::rfc3339),
        })
    };
    let own = ledger::own_of(&visit).await?.into_iter().map(one);
    Ok(Json::of(json!({ "consents": own.collect::<Vec<_>>() })))
}

/// `POST /api/me/consents/{id}/withdraw`
pub async fn withdraw(visit: Visit, Path(id): Path<ConsentId>, form: Form<()>) -> Result<Json<Value>> {
    form.ready()?;
    pages::withdraw_by_id(&visit, id).await?;
    Ok(Json::of(json!({ "id": id.to_string() })))
}
