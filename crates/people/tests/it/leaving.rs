//! Leaving without a trace, also after a backup comes back.

use std::path::Path;
use testkit::{Town, on_both};

/// Every file below the folder that holds these bytes.
fn holding(folder: &Path, needle: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            holding(&path, needle, found);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            if bytes.windows(needle.len()).any(|window| window == needle.as_bytes()) {
                found.push(path.display().to_string());
            }
        }
    }
}

const PAGE: &str = "/osiedle/me/leave";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_somebody_who_leaves_stays_in_the_files() {
    on_both(people::SLICES, async |town| {
        let name = "Pelagia-Ksawera";
        let leaving = town.neighbour(name).await;
        let fields = [
            ("name", name),
            ("locale", "pl"),
            ("reach_way", "letter"),
            ("reach_value", "Skrzynka-Qwertz-77"),
            ("version", "1"),
        ];
        town.submit(&leaving, "/osiedle/me/edit", "/osiedle/me/edit", &fields).await;
        town.submit(&leaving, "/osiedle/me/sessions", "/osiedle/me/programs", &[("label", "Zegar-Jkl-88")])
            .await;
        town.submit(&leaving, "/osiedle/me/card", "/osiedle/me/card", &[]).await;
        let not_sure = town.submit(&leaving, PAGE, PAGE, &[]).await;
        not_sure.expect(422);
        let left = town.submit(&leaving, PAGE, PAGE, &[("sure", "1")]).await;
        assert_eq!(left.leads_to(), "/osiedle/sign-in");
        assert!(town.get(&leaving, "/osiedle/me").await.asks_to_sign_in());
        let mut found = Vec::new();
        for needle in [name, "Skrzynka-Qwertz-77", "Zegar-Jkl-88"] {
            holding(town.folder(), needle, &mut found);
        }
        assert!(found.is_empty(), "{found:?}");
        let list = std::fs::read_to_string(town.folder().join("erasures.txt")).unwrap();
        assert_eq!(list.trim(), format!("{} {}", town.community, leaving.member.unwrap()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_only_administrator_stays_and_a_restored_backup_erases_again() {
    on_both(people::SLICES, async |town| {
        let first = town.with_roles("Jadwiga", &[kernel::Role::Administrator]).await;
        let tried = town.submit(&first, PAGE, PAGE, &[("sure", "1")]).await;
        assert_eq!(tried.status.as_u16(), 409, "{}", tried.words());

        // as after restoring a backup from before somebody left
        let halina = town.neighbour("Halina").await.member.unwrap();
        let list = people::member::ErasureList::in_folder(town.folder());
        list.add(town.community, people::member::Erased::Member(halina)).unwrap();
        let again = async || {
            let (store, sealed) = (&town.app.store, &town.app.sealed);
            people::member::erase_again(store, sealed, people::SLICES, &list).await.unwrap()
        };
        assert_eq!(again().await.members, 1);
        assert_eq!(again().await.members, 0, "nothing left to erase");
        assert!(standing(&town, halina).await.is_none());
        std::fs::write(town.folder().join("erasures.txt"), "nonsense\n").unwrap();
        let (store, sealed) = (&town.app.store, &town.app.sealed);
        let unreadable = people::member::erase_again(store, sealed, people::SLICES, &list).await.unwrap_err();
        assert!(unreadable.to_string().contains("line 1"), "{unreadable}");
    })
    .await;
}

async fn standing(town: &Town, member: kernel::MemberId) -> Option<kernel::Standing> {
    town.app.store.read(town.operator(), move |seen| seen.standing(member)).await.unwrap()
}
