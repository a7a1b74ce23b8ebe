//! What must hold of the numbers, told through the server.

use kernel::Role;
use testkit::{Somebody, Town, on_both};

const NUMBERS: &str = "/osiedle/numbers";
const MONTHS: &str = "/osiedle/numbers/months";

async fn need(town: &Town, who: &Somebody, title: &str, desk_only: bool) -> String {
    let until = town.app.store.now().day().plus(20).to_string();
    let mut fields = vec![
        ("side", "need"),
        ("title", title),
        ("kind", "time"),
        ("lang", "pl"),
        ("hours", "any"),
        ("for_whom", "anyone"),
        ("who_may_come", "anyone"),
        ("places", "1"),
        ("until", &until),
    ];
    if desk_only {
        fields.push(("desk_only", "1"));
    }
    town.submit(who, "/osiedle/needs/new", "/osiedle/offers/new", &fields).await.expect(303).leads_to()
}

#[tokio::test(flavor = "multi_thread")]
async fn small_numbers_are_hidden_and_the_running_month_is_not_public() {
    on_both(crate::slices::all(), async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        for at in 0..9 {
            need(&town, &ewa, &format!("Rzecz {at}"), false).await;
        }
        for at in 0..7 {
            need(&town, &ewa, &format!("Sprawa {at}"), true).await;
        }
        let first = need(&town, &ewa, "Pierwsza", false).await;
        let adam = town.neighbour("Adam").await;
        let answer = [("words", "Przyjdę."), ("language", "pl")];
        town.submit(&adam, &first, &format!("{first}/answer"), &answer).await.expect(303);

        let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;
        town.get(&ewa, MONTHS).await.expect(403);
        let page = town.get(&animator, MONTHS).await.expect(200);
        assert!(page.words().contains("Ten miesiąc, dotąd"));
        let public = town.get(&town.visitor(), NUMBERS).await.expect(200).words();
        assert!(!public.contains("10"), "nothing of the running month: {public}");
        assert!(
            public.contains("po pierwszym pełnym miesiącu: 1 grudnia 2026"),
            "no table of zeros: {public}"
        );

        // in January all of it lies in a whole month
        town.clock.pass_seconds(40 * 86_400);
        let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;
        let csv = town.get(&animator, &format!("{MONTHS}/needs.csv")).await.expect(200);
        assert!(csv.headers["content-disposition"].to_str().unwrap().contains("osiedle-needs.csv"));
        let text = csv.text();
        let november = text.lines().find(|line| line.starts_with("listopad")).expect("November");
        // nine nobody answered, one answered: the one is hidden, and the nine beside it or their sum
        assert!(november.contains("mniej niż 5"), "{november}");
        assert_eq!(november.matches("ukryte").count(), 1, "{november}");
        assert!(!text.contains("17"), "what is for the desk alone is in no count: {text}");
        let names = ["Ewa", "Adam", "Rzecz", "Pierwsza"];
        assert!(names.iter().all(|name| !text.contains(name)));
        let public = town.get(&town.visitor(), NUMBERS).await.expect(200);
        assert!(public.words().contains("mniej niż 5"), "{}", public.words());
        let json = town.get(&town.visitor(), "/osiedle/api/numbers").await.expect(200).json();
        assert_eq!(json["tables"][1]["table"], "needs");
        assert!(town.statements(&town.visitor(), NUMBERS).await <= 8);
        assert!(town.statements(&animator, MONTHS).await <= 8);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_is_counted_by_its_road() {
    on_both(crate::slices::all(), async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        for at in 0..6 {
            need(&town, &ewa, &format!("Rzecz {at}"), false).await;
        }
        town.clock.pass_seconds(40 * 86_400);
        let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;
        let csv = town.get(&animator, &format!("{MONTHS}/roads.csv")).await.expect(200).text();
        let november = csv.lines().find(|line| line.starts_with("listopad")).expect("November").to_owned();
        let cells: Vec<&str> = november.split(',').collect();
        assert_eq!(cells[1], cells[6], "all by the net: {csv}");
        assert!(cells[1].parse::<i64>().unwrap() >= 6 && cells[2..6] == ["0", "0", "0", "0"], "{csv}");
        for bad in ["roads", "nic.csv", "roads.pdf"] {
            town.get(&animator, &format!("{MONTHS}/{bad}")).await.expect(404);
        }
    })
    .await;
}
