//! The same as JSON.

use super::ReadMember;
use super::acts;
use super::input::ProfileInput;
use super::pages::{acting, exported};
use crate::house::People;
use web::{Form, Json, Result, Visit};

/// `GET /{community}/api/me`
pub(super) async fn me(visit: Visit) -> Result<Json<serde_json::Value>> {
    let id = acting(&visit)?;
    let read = visit.app.store.read(visit.actor, move |seen| {
        let member = seen.allow(&ReadMember(id))?;
        Ok((member, seen.standing(id)?.unwrap_or_default()))
    });
    let (member, standing) = read.await?;
    let profile = &member.profile;
    let languages: Vec<_> = profile.languages.iter().map(|language| language.word()).collect();
    let roles: Vec<_> = standing.roles.iter().map(|role| role.word()).collect();
    let organisations: Vec<_> = standing.organisations.iter().map(ToString::to_string).collect();
    Ok(Json::of(serde_json::json!({
        "id": member.id.to_string(),
        "kind": member.kind.word(),
        "name": profile.name,
        "locale": profile.locale.code(),
        "languages": languages,
        "about": profile.about,
        "reach_way": profile.reach.way.word(),
        "reach_value": profile.reach.value,
        "reach_hours": profile.reach.hours,
        "version": member.version,
        "vouched": standing.vouched,
        "under_16": standing.young,
        "roles": roles,
        "organisations": organisations,
    })))
}

/// `POST /{community}/api/me`
pub(super) async fn keep(
    visit: Visit,
    people: People,
    form: Form<ProfileInput>,
) -> Result<Json<serde_json::Value>> {
    let ProfileInput { profile, version } = form.ready()?.input;
    acts::change(&visit.app.store, visit.actor, acting(&visit)?, version, profile).await?;
    people.directory.forget();
    me(visit).await
}

/// `GET /{community}/api/me/export`
pub(super) async fn export(visit: Visit) -> Result<Json<super::export::Export>> {
    Ok(Json::of(exported(&visit).await?))
}
