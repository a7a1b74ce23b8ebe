//! Dates on the pages of others: their place, the first screen of newcomers, a visit at the desk and its slip.

use crate::world::slices;
use kernel::Role;
use testkit::{Somebody, Town, on_both};

/// The town begins on Monday, 23 November 2026.
async fn date(town: &Town, host: &Somebody, title: &str, own: &[(&str, &str)]) -> String {
    let usual = [("first", "2026-11-26"), ("from", "17:00"), ("to", "19:00"), ("lang", "pl")];
    let place = [("place_words", "Klub"), ("for_whom", "anyone"), ("cost", "free")];
    let usual = usual.into_iter().chain(place).chain([("title", title)]);
    let usual = usual.filter(|(name, _)| own.iter().all(|(other, _)| other != name));
    let fields: Vec<_> = usual.chain(own.iter().copied()).collect();
    town.submit(host, "/osiedle/dates/add", "/osiedle/dates/add", &fields).await.expect(303).leads_to()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_tells_what_takes_place_there() {
    on_both(slices(), async |town| {
        let ewa = town.neighbour("Ewa").await;
        let add = "/osiedle/places/add";
        let place = [("lang", "pl"), ("title", "Kawiarenka"), ("kind", "activity")];
        let place = town.submit(&ewa, add, add, &place).await.expect(303).leads_to();
        let page = town.get(&town.visitor(), &place).await.expect(200);
        assert!(page.words().contains("Nic tu jeszcze nie jest zapowiedziane"));
        let calendar = "/osiedle/dates/at/kawiarenka.ics";
        let file = town.get(&town.visitor(), calendar).await.expect(200).text();
        assert!(file.contains("Kawiarenka") && !file.contains("VEVENT"), "it waits for the first: {file}");
        let invite = page.attributes("main a[href*='/dates/add?place=']", "href").remove(0);
        let form = town.get(&ewa, &invite).await.expect(200);
        let chosen = form.attributes("select[name=place] option[selected]", "value").remove(0);

        date(&town, &ewa, "Gdzie indziej", &[]).await;
        for number in 0..7 {
            let (title, day) = (format!("Herbata {number}"), format!("2026-12-0{}", 9 - number));
            date(&town, &ewa, &title, &[("place", &chosen), ("place_words", ""), ("first", &day)]).await;
        }
        let page = town.get(&town.visitor(), &place).await.expect(200);
        let rows = page.all("main .rows h3");
        assert_eq!(
            rows,
            ["Herbata 6", "Herbata 5", "Herbata 4", "Herbata 3", "Herbata 2"],
            "the soonest first"
        );
        for link in ["/dates?place=kawiarenka", "/dates/at/kawiarenka.ics"] {
            let link = page.attributes(&format!("main a[href$='{link}']"), "href").remove(0);
            let all = town.get(&town.visitor(), &link).await.expect(200).text();
            assert!(all.contains("Herbata 0") && !all.contains("Gdzie indziej"), "{link}");
        }
        for who in [&town.visitor(), &ewa] {
            assert!(town.statements(who, &place).await <= 8);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn newcomers_read_first_what_is_easy_to_come_to() {
    on_both(slices(), async |town| {
        let ewa = town.neighbour("Ewa").await;
        date(&town, &ewa, "Koncert", &[("first", "2026-11-24")]).await;
        date(&town, &ewa, "Szachy", &[("first", "2026-11-25")]).await;
        let easy = [("access", "step_free"), ("access", "children"), ("languages", "uk")];
        date(&town, &ewa, "Kawa i języki", &[&easy[..], &[("first", "2026-11-29")]].concat()).await;
        date(&town, &ewa, "Bez schodów", &[("access", "step_free")]).await;
        date(&town, &ewa, "Za miesiąc", &[("first", "2026-12-24"), ("access", "children")]).await;
        let page = town.get(&town.visitor(), "/osiedle/welcome?lang=uk").await.expect(200);
        let shown = page.all("main a[href*='/dates/']");
        assert_eq!(shown, ["Koncert", "Bez schodów", "Kawa i języki"], "in order of time");
        assert!(page.words().contains("Klub · без сходів · з дітьми сміливо"), "{}", page.words());
        assert!(page.body.len() < 100_000);
        assert!(town.statements(&town.visitor(), "/osiedle/welcome").await <= 8);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_signs_somebody_up_and_the_slip_says_where_and_when() {
    on_both(slices(), async |town| {
        let (ewa, desk) = (town.neighbour("Ewa").await, town.with_roles("Irena", &[Role::Desk]).await);
        let tea = date(&town, &ewa, "Herbata", &[("repeat", "weekly"), ("places", "1")]).await;
        let full = date(&town, &ewa, "Warsztat", &[("first", "2026-11-28"), ("places", "1")]).await;
        let stefania = town.neighbour("Stefania").await.member.expect("a member").to_string();
        let taken = town.submit(&ewa, &full, &format!("{full}/come"), &[("day", "2026-11-28")]).await;
        taken.expect(303);
        let person = format!("/osiedle/desk/people/{stefania}");
        let why = [("member", stefania.as_str()), ("reason", "Chce między ludzi"), ("word", "")];
        let visit = town.submit(&desk, &person, &format!("{person}/start"), &why).await.leads_to();

        let begin = town.get(&desk, &visit).await.expect(200);
        assert!(begin.words().contains("Chcę przyjść na spotkanie"));
        let list = begin.attributes(".begins a[href$='/osiedle/dates']", "href").remove(0);
        let dates = town.get(&desk, &list).await.expect(200).attributes("section.day h4 a", "href");
        assert_eq!(dates[0], format!("{tea}?day=2026-11-26"));
        let signed = town.submit(&desk, &dates[0], &format!("{tea}/come"), &[("day", "2026-11-26")]).await;
        assert_eq!(signed.leads_to(), visit, "back to the visit, which says so");
        town.submit(&desk, &full, &format!("{full}/come"), &[("day", "2026-11-28")]).await.expect(303);
        let page = town.get(&desk, &visit).await.expect(200);
        assert!(page.words().contains("Zapisano na spotkanie"), "journaled: {}", page.words());
        let mine = page.attributes(".done-row a", "href").remove(0);
        assert!(town.get(&desk, &mine).await.expect(200).words().contains("Herbata"));
        let slip = town.get(&desk, "/osiedle/desk/slip").await.expect(200).words();
        assert!(slip.contains("Spotkanie: Herbata, czw. 26 listopada, 17:00–19:00, Klub"), "{slip}");
        assert!(slip.contains("Lista oczekujących: Warsztat"), "{slip}");
        assert!(town.statements(&desk, "/osiedle/desk/slip").await <= 8);
        let paper = town.submit(&desk, "/osiedle/desk/slip", "/osiedle/paper/slip", &[]).await.expect(200);
        assert!(paper.body.starts_with(b"%PDF"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_is_shared_with_a_picture_and_a_neighbour_is_asked_to_translate_it() {
    on_both(slices(), async |town| {
        let (ewa, olena) = (town.neighbour("Ewa").await, town.newcomer("Olena").await);
        let tea = date(&town, &ewa, "Herbata", &[]).await;
        let page = town.get(&town.visitor(), &format!("{tea}?lang=uk")).await.expect(200);
        assert_eq!(page.all("details.share").len(), 1);
        let picture = page.attributes("meta[property='og:image']", "content").remove(0);
        assert!(picture.contains("/osiedle/card.png"), "{picture}");
        let ask = page.attributes("main a[href*='/translate/ask?']", "href").remove(0);
        let asked = [("item", ask.split("item=").nth(1).expect("a key").split('&').next().expect("a key"))];
        let asked = [&asked[..], &[("to", "uk"), ("who", "anybody")]].concat();
        town.submit(&olena, &ask, "/osiedle/translate/ask", &asked).await.expect(303);
        assert!(town.statements(&ewa, &tea).await <= 8);
    })
    .await;
}
