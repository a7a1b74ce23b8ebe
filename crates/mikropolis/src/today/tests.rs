//! What must hold of "Dziś", told through the server.

use kernel::Role;
use testkit::{Somebody, Town, on_both};

const TODAY: &str = "/osiedle/today";

async fn need(town: &Town, who: &Somebody, title: &str, more: &[(&str, &str)]) -> String {
    let own = [("title", title), ("kind", "time"), ("lang", "pl"), ("side", "need")];
    let own = own.iter().copied().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    let day = town.app.store.now().day().plus(20).to_string();
    let chosen = [("hours", "any"), ("for_whom", "anyone"), ("who_may_come", "anyone"), ("places", "1")];
    let until = more.iter().all(|(name, _)| *name != "until").then_some(("until", day.as_str()));
    let fields: Vec<_> = own.chain(chosen).chain(until).chain(more.iter().copied()).collect();
    town.submit(who, "/osiedle/needs/new", "/osiedle/offers/new", &fields).await.expect(303).leads_to()
}

async fn story(town: &Town, who: &Somebody, title: &str) -> String {
    let fields = [
        ("lang", "pl"),
        ("title", title),
        ("body", "Posadzili lipy w kwietniu."),
        ("teller", "Ewa"),
        ("screen", "1"),
        ("print", "1"),
        ("leaving", "erase"),
    ];
    let tell = "/osiedle/stories/tell";
    let path = town.upload(who, tell, &fields, None).await.expect(303).leads_to();
    town.submit(who, &path, &format!("{path}/submit"), &[]).await.expect(303);
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn each_sees_what_they_may_do_and_what_is_done_disappears() {
    on_both(crate::slices::all(), async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let desk = town.with_roles("Danuta", &[Role::Desk]).await;
        town.get(&ewa, TODAY).await.expect(403);
        assert!(town.get(&desk, TODAY).await.expect(200).words().contains("Nic nie czeka"));

        let told = story(&town, &ewa, "Dwie lipy").await;
        let open = need(&town, &ewa, "Wkręcić żarówkę", &[]).await;
        let matter = need(&town, &ewa, "Smutno mi", &[("desk_only", "1")]).await;
        let newcomer = town.newcomer("Nadia").await.member.expect("a member");
        // sessions of those who hold a role are short
        town.clock.pass_seconds(4 * 86_400);
        let desk = town.with_roles("Danuta", &[Role::Desk]).await;
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;

        let links =
            async |who: &Somebody| town.get(who, TODAY).await.expect(200).attributes("main .rows a", "href");
        let (seen_by_desk, by_editor, by_animator) =
            (links(&desk).await, links(&editor).await, links(&animator).await);
        assert!(seen_by_desk.contains(&open) && seen_by_desk.contains(&matter), "{seen_by_desk:?}");
        assert!(seen_by_desk.contains(&format!("/osiedle/desk/people/{newcomer}")));
        assert!(!seen_by_desk.contains(&told));
        assert_eq!(by_editor, std::slice::from_ref(&told));
        assert!(by_animator.contains(&open) && !by_animator.contains(&matter), "{by_animator:?}");
        for path in seen_by_desk.iter().chain(&by_editor) {
            let who = if *path == told { &editor } else { &desk };
            town.get(who, path).await.expect(200);
        }
        let page = town.get(&animator, TODAY).await;
        assert!(!page.words().contains("Smutno mi"), "what is for the desk is for it alone");
        assert!(town.get(&editor, TODAY).await.words().contains("Dwie lipy"));

        town.submit(&editor, &told, &format!("{told}/publish"), &[]).await.expect(303);
        assert!(town.get(&editor, TODAY).await.expect(200).words().contains("Nic nie czeka"));
        let answer = [("words", "Przyjdę jutro."), ("language", "pl")];
        town.submit(&desk, &open, &format!("{open}/answer"), &answer).await.expect(303);
        assert!(!links(&animator).await.contains(&open));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn todays_dates_and_those_that_end_are_there() {
    on_both(crate::slices::all(), async |town: Town| {
        let (ewa, add) = (town.neighbour("Ewa").await, "/osiedle/dates/add");
        // Monday, 23 November 2026
        for (title, first, repeat, last) in [
            ("Herbata", "2026-11-23", "weekly", "2026-11-30"),
            ("Chór", "2026-11-23", "weekly", "2026-12-28"),
            ("Jutro", "2026-11-24", "once", ""),
        ] {
            let fields = [("title", title), ("first", first), ("repeat", repeat), ("last", last)];
            let more = [("from", "23:00"), ("place_words", "Klub"), ("lang", "pl")];
            let fields: Vec<_> =
                fields.into_iter().chain(more).filter(|(_, value)| !value.is_empty()).collect();
            town.submit(&ewa, add, add, &fields).await.expect(303);
        }
        let desk = town.with_roles("Danuta", &[Role::Desk]).await;
        let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;
        let page = town.get(&desk, TODAY).await.expect(200);
        let links = page.attributes("main .rows a", "href");
        let lists = ["chor", "herbata"].map(|slug| format!("/osiedle/dates/{slug}/days/2026-11-23"));
        assert_eq!(links, lists, "who comes today: {}", page.words());
        assert!(page.words().contains("Dziś 23:00, Klub."));
        town.get(&desk, &lists[0]).await.expect(200);
        let page = town.get(&animator, TODAY).await.expect(200);
        let links = page.attributes("main .rows a", "href");
        assert!(links.contains(&"/osiedle/dates/herbata/edit".to_owned()), "{links:?}");
        assert!(!links.contains(&"/osiedle/dates/chor/edit".to_owned()), "it goes on");
        assert!(!links.iter().any(|link| link.contains("/days/")), "the list is for the desk and the host");
        for link in links.iter().filter(|link| link.contains("/dates/")) {
            town.get(&animator, link).await.expect(200);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_that_were_promised_and_an_agreement_that_lacks_a_second_person_are_there() {
    on_both(crate::slices::all(), async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let desk = town.with_roles("Danuta", &[Role::Desk]).await;
        let new = "/osiedle/desk/papers/new";
        for (number, day) in [("S-K7PD-03", "2026-11-23"), ("S-K7PD-04", "2026-11-30")] {
            let due = [("due-day", &day[8..]), ("due-month", &day[5..7]), ("due-year", &day[..4])];
            let sheet = [("kind", "story"), ("number", number)].into_iter().chain(due).collect::<Vec<_>>();
            town.submit(&desk, new, new, &sheet).await.expect(303);
        }
        let page = town.get(&desk, TODAY).await.expect(200);
        assert!(page.words().contains("Wpisz kartkę z dyżuru"), "one of two: {}", page.words());
        assert!(page.attributes("main .rows a", "href").contains(&"/osiedle/desk/papers".to_owned()));

        let (propose, sentence) = ("/osiedle/agreement/propose", "Po 22 jest cicho.");
        let words =
            [("title", "Cisza"), ("why", "Dzieci śpią."), ("body", sentence), ("lang", "pl"), ("base", "0")];
        let proposal = town.submit(&ewa, propose, propose, &words).await.expect(303).leads_to();
        let animator = town.with_roles("Jadwiga", &[Role::Animator]).await;
        let editor = town.with_roles("Tomasz", &[Role::Editor]).await;
        let waits = async |who: &Somebody| {
            town.get(who, TODAY).await.expect(200).attributes("main .rows a", "href").contains(&proposal)
        };
        assert!(!waits(&editor).await, "nobody has put it forward");
        town.submit(&animator, &proposal, &format!("{proposal}/put-forward"), &[]).await.expect(303);
        assert!(waits(&editor).await && !waits(&animator).await, "it is for a second person");
        assert!(!waits(&desk).await);
        town.submit(&editor, &proposal, &format!("{proposal}/confirm"), &[]).await.expect(303);
        assert!(!waits(&editor).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_every_role_needs_eight_statements() {
    on_both(crate::slices::all(), async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        for at in 0..9 {
            need(&town, &ewa, &format!("Rzecz {at}"), &[]).await;
        }
        town.clock.pass_seconds(4 * 86_400);
        let jadwiga = town.with_roles("Jadwiga", &Role::ALL).await;
        assert!(town.statements(&jadwiga, TODAY).await <= 8);
        let page = town.get(&jadwiga, TODAY).await.expect(200);
        assert!(page.body.len() < 100_000);
        let rest = page.attributes("main .rows a", "href");
        assert_eq!(rest.iter().filter(|path| path.starts_with("/osiedle/offers/")).count(), 5);
        assert!(rest.contains(&"/osiedle/desk/needs".to_owned()), "and a way to the rest: {rest:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_days_are_ticked_off_by_what_happens() {
    on_both(crate::slices::all(), async |town: Town| {
        let founder =
            town.with_roles("Halina", &[Role::Administrator, Role::Animator, Role::Editor, Role::Desk]).await;
        let done = async || town.get(&founder, TODAY).await.expect(200).all("ol.steps > li.past strong");
        let page = town.get(&founder, TODAY).await.expect(200);
        assert!(page.words().contains("Pierwsze kroki Zrobione: 0 z 8."));
        let steps = page.attributes("ol.steps a", "href");
        assert!(steps.contains(&"/osiedle/paper".to_owned()), "{steps:?}");
        for step in steps {
            town.get(&founder, &step).await.expect(200);
        }
        assert_eq!(page.attributes("main .button", "href"), ["/osiedle/roles"], "one thing comes next");
        assert!(done().await.is_empty());

        town.with_roles("Tomasz", &[Role::Administrator]).await;
        let place = [("lang", "pl"), ("title", "Kawiarenka"), ("kind", "activity")];
        town.submit(&founder, "/osiedle/places/add", "/osiedle/places/add", &place).await.expect(303);
        town.newcomer("Nadia").await;
        assert_eq!(
            done().await,
            ["Wydaj kartę drugiej osobie", "Dodaj pierwsze miejsce", "Powieś sześć plakatów"]
        );
        let desk = town.with_roles("Danuta", &[Role::Desk]).await;
        assert!(!town.get(&desk, TODAY).await.words().contains("Pierwsze kroki"));
        town.clock.pass_seconds(61 * 86_400);
        let founder = town.with_roles("Zofia", &[Role::Administrator]).await;
        assert!(!town.get(&founder, TODAY).await.expect(200).words().contains("Pierwsze kroki"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_copy_is_told_to_those_who_can_make_one() {
    let town = Town::on_sqlite(crate::slices::all()).await;
    let jadwiga = town.with_roles("Jadwiga", &[Role::Administrator]).await;
    assert!(town.get(&jadwiga, TODAY).await.expect(200).words().contains("Nie ma jeszcze żadnej kopii"));
    let animator = town.with_roles("Ala", &[Role::Animator]).await;
    let page = town.get(&animator, TODAY).await.expect(200);
    assert!(
        !page.attributes("main a", "href").contains(&"/osiedle/copy".to_owned()),
        "it holds what others keep"
    );
    town.get(&animator, "/osiedle/copy").await.expect(403);
    let now = town.app.store.now();
    crate::upkeep::kept::note_copy(town.folder(), Some(town.community), now).expect("a note");
    let words = town.get(&jadwiga, TODAY).await.words();
    assert!(!words.contains("żadnej kopii") && !words.contains("Ostatnia kopia"), "{words}");
    town.clock.pass_seconds(8 * 86_400);
    let jadwiga = town.comes_back(&jadwiga).await;
    assert!(town.get(&jadwiga, TODAY).await.words().contains("Ostatnia kopia"));
}

#[tokio::test(flavor = "multi_thread")]
async fn home_and_own_page_lead_there_first() {
    let town = Town::on_sqlite(crate::slices::all()).await;
    let (desk, ewa) = (town.with_roles("Danuta", &[Role::Desk]).await, town.neighbour("Ewa").await);
    let button =
        async |who: &Somebody| town.get(who, "/osiedle").await.expect(200).attributes("main .button", "href");
    assert_eq!(button(&desk).await, [TODAY]);
    assert_eq!(button(&ewa).await, ["/osiedle/stories/tell"]);
    let own = town.get(&desk, "/osiedle/me").await.expect(200).attributes("main .ways a", "href");
    assert_eq!(own.first().map(String::as_str), Some(TODAY));
}
