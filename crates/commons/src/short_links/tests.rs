//! Short addresses in a town.

use super::{STANDING, ShortCode, for_item, make, make_standing};
use crate::items;
use crate::short_links::acts::MakeShort;
use kernel::{Actor, ItemId, Key, Role};
use std::collections::HashSet;
use std::sync::LazyLock;
use testkit::{Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> = LazyLock::new(|| [crate::SLICES, people::SLICES].concat());

async fn made(town: &Town, path: &'static str) -> ShortCode {
    town.app.store.write(town.operator(), move |tx| make(tx, path)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_leads_to_the_same_page_for_ever() {
    on_both(&SLICES, async |town| {
        let code = made(&town, "/about/rules").await;
        assert_eq!(made(&town, "/about/rules").await, code, "one code for a page");
        let visitor = town.visitor();
        for typed in [code.to_string(), code.to_string().to_lowercase()] {
            let to = town.get(&visitor, &format!("/q/{typed}")).await.leads_to();
            assert_eq!(to, "/osiedle/about/rules");
        }
        let (first, second) = code.as_str().split_at(3);
        let typed = town.get(&visitor, &format!("/q?code={first}+{second}")).await.leads_to();
        assert_eq!(typed, format!("/q/{code}"));
        let there = Actor::operator(town.next_door);
        let next_door = town.app.store.write(there, |tx| make(tx, "/about/rules")).await.unwrap();
        let to = town.get(&visitor, &format!("/q/{next_door}")).await.leads_to();
        assert_eq!(to, "/sasiedzi/about/rules", "each neighbourhood has its own");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_code_is_asked_for_again() {
    on_both(&SLICES, async |town| {
        let visitor = town.visitor();
        for code in ["BCDFGH", "nic", "%2F%2Fevil.example"] {
            let page = town.get(&visitor, &format!("/q/{code}")).await.expect(404);
            assert_eq!(page.attributes("form[action='/q'] input", "name"), ["code"]);
        }
        let typed = town.get(&visitor, "/q?code=BCD+FG0").await.expect(404);
        assert_eq!(typed.attributes("#code", "value"), ["BCD FG0"], "what was typed is kept");
        town.get(&visitor, "/q").await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn standing_pages_have_a_code_each_and_nothing_leads_elsewhere() {
    on_both(&SLICES, async |town| {
        let animator = town.with_roles("Ala", &[Role::Animator]).await;
        let actor = Actor::member(town.community, animator.member.unwrap());
        let codes = town.app.store.write(actor, make_standing).await.unwrap();
        let different: HashSet<_> = codes.iter().map(|(_, code)| code.clone()).collect();
        assert_eq!(different.len(), STANDING.len());
        let home = &codes.iter().find(|(path, _)| *path == "/").unwrap().1;
        assert_eq!(town.get(&town.visitor(), &format!("/q/{home}")).await.leads_to(), "/osiedle");
        for path in ["//evil.example", "/a?next=/b", "https://evil.example"] {
            let kept = town.app.store.write(town.operator(), move |tx| make(tx, path)).await;
            assert!(kept.is_err(), "{path}");
        }
        let resident = town.neighbour("Ewa").await;
        let actor = Actor::member(town.community, resident.member.unwrap());
        assert!(town.app.store.write(actor, |tx| make(tx, "/needs")).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_name_of_something_erased_is_taken_out() {
    on_both(&SLICES, async |town| {
        let item = ItemId(Key::by_time(town.app.store.now()));
        let write = move |tx: &store::Tx<'_>| {
            let permit = tx.permit(MakeShort)?;
            let named = super::for_path(tx, &permit, "/stories/halina-nowak")?;
            let bound = for_item(tx, &permit, item, "/places/halina-nowak")?;
            let other = super::for_path(tx, &permit, "/stories/lipy")?;
            items::erase(tx, &permit, item)?;
            super::cut(tx, &permit, item, "halina-nowak")?;
            Ok([named, bound, other])
        };
        let [named, bound, other] = town.app.store.write(town.operator(), write).await.unwrap();
        let visitor = town.visitor();
        for code in [named, bound] {
            town.get(&visitor, &format!("/q/{code}")).await.expect(410);
        }
        assert_eq!(town.get(&visitor, &format!("/q/{other}")).await.leads_to(), "/osiedle/stories/lipy");
    })
    .await;
}
