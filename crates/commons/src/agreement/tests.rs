//! What must hold of the agreement, told through the server as browsers, the desk and programs use it.

use super::everybody;
use crate::agreement::store;
use kernel::{Actor, Channel, Locale, Role};
use std::sync::LazyLock;
use testkit::{Answer, Somebody, Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [crate::SLICES, people::SLICES, web::SLICES].concat());

const HOME: &str = "/osiedle/agreement";
const PROPOSE: &str = "/osiedle/agreement/propose";
const DAY: i64 = 24 * 3600;

/// What the form to propose with begins with, and something more.
async fn with_one_more(town: &Town, who: &Somebody, sentence: &str) -> (String, String) {
    let form = town.get(who, PROPOSE).await.expect(200);
    let base = form.attributes("input[name=base]", "value").remove(0);
    // a sentence a line, as it is typed
    let (page, mark) = (form.text(), "</textarea>");
    let body = page.split("name=\"body\"").nth(1).and_then(|rest| rest.split(mark).next());
    let body = body.and_then(|rest| rest.split_once('>')).expect("a field for the sentences").1;
    (base, format!("{}\n{sentence}", body.trim()))
}

async fn proposes(town: &Town, who: &Somebody, title: &str, sentence: &str) -> Answer {
    let (base, body) = with_one_more(town, who, sentence).await;
    let fields = [
        ("lang", "pl"),
        ("base", base.as_str()),
        ("body", body.as_str()),
        ("title", title),
        ("why", "Dzieci wstają o szóstej."),
        ("named", "1"),
    ];
    town.submit(who, PROPOSE, PROPOSE, &fields).await
}

async fn presses(town: &Town, who: &Somebody, page: &str, step: &str) -> Answer {
    let hidden = town.hidden(who, "/osiedle/me").await;
    town.post(who, &format!("{page}/{step}"), &hidden, &[]).await
}

/// Adopts what one neighbour proposes, by two others.
async fn adopted(town: &Town, who: &Somebody, title: &str, sentence: &str) -> String {
    let (one, two) =
        (town.with_roles("Jeden", &[Role::Animator]).await, town.with_roles("Dwa", &[Role::Editor]).await);
    let page = proposes(town, who, title, sentence).await.expect(303).leads_to();
    presses(town, &one, &page, "put-forward").await.expect(303);
    presses(town, &two, &page, "confirm").await.expect(303);
    page
}

#[tokio::test(flavor = "multi_thread")]
async fn residents_write_an_agreement_two_people_adopt_it_and_members_agree() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, adam) = (town.neighbour("Ewa").await, town.neighbour("Adam").await);
        let jadwiga = town.with_roles("Jadwiga", &[Role::Animator]).await;
        let tomasz = town.with_roles("Tomasz", &[Role::Editor]).await;
        let halina = town.without_mail("Halina").await;
        let visitor = town.visitor();

        // before there is one, the page says so and shows with what one may begin
        let first = town.get(&visitor, HOME).await.expect(200);
        assert!(first.words().contains("nie ma jeszcze własnej umowy"), "{}", first.words());
        assert!(first.all("ol.sentences li").len() > 8);
        assert_eq!(first.attributes("a.button", "href"), [PROPOSE], "one obvious next step");
        assert!(first.attributes("a", "href").contains(&"/osiedle/about/rules".to_owned()));

        // a newcomer reads; a neighbour proposes; the same again is told what to do
        town.get(&town.newcomer("Nowa").await, PROPOSE).await.expect(403);
        let (base, body) = with_one_more(&town, &ewa, "").await;
        let same = [
            ("lang", "pl"),
            ("base", base.as_str()),
            ("body", body.as_str()),
            ("title", "Bez zmian"),
            ("why", "Sprawdzam, co się stanie."),
        ];
        let same = town.submit(&ewa, PROPOSE, PROPOSE, &same).await.expect(422);
        assert!(same.words().contains("taki sam jak obecny") && same.text().contains("Bez zmian"));
        let page = proposes(&town, &ewa, "Cisza po 22", "Po 22 na klatce jest cicho.").await;
        let page = page.expect(303).leads_to();
        let shown = town.get(&visitor, &page).await.expect(200);
        assert_eq!(shown.all("ul.compared .comes strong"), ["+ dodane:"]);
        assert!(shown.all("ul.compared ins").join("").contains("Po 22 na klatce jest cicho."));
        assert!(shown.words().contains("Ewa, 23 listopada 2026"));

        // one remark a person, which they may change; a name only with their word for it
        let remark = format!("{page}/remark");
        let says = |stance, words| [("stance", stance), ("words", words)];
        town.submit(&adam, &page, &remark, &says("otherwise", "")).await.expect(422);
        town.submit(&adam, &page, &remark, &says("otherwise", "Lepiej po 21.")).await.expect(303);
        town.submit(&adam, &page, &remark, &says("good", "Jednak dobrze.")).await.expect(303);
        let remarks = town.get(&visitor, &page).await;
        assert!(remarks.words().contains("Jednak dobrze.") && !remarks.words().contains("Lepiej po 21."));
        assert!(remarks.words().contains("Tak jest dobrze: 1. Inaczej: 0."));
        assert!(!remarks.words().contains("Adam"));

        // two people: residents may not, the first one may not confirm, a second one does
        presses(&town, &adam, &page, "put-forward").await.expect(403);
        presses(&town, &jadwiga, &page, "confirm").await.expect(403);
        presses(&town, &jadwiga, &page, "put-forward").await.expect(303);
        presses(&town, &jadwiga, &page, "confirm").await.expect(403);
        let waits = town.get(&tomasz, "/osiedle/me/notices").await;
        assert!(waits.words().contains("czeka na drugą osobę"), "{}", waits.words());
        presses(&town, &tomasz, &page, "confirm").await.expect(303);
        presses(&town, &tomasz, &page, "confirm").await.expect(409);

        // announced, not in force
        let announced = town.get(&visitor, HOME).await.expect(200);
        assert!(announced.words().contains("Wersja 1 będzie obowiązywać od 8 grudnia 2026."));
        assert!(announced.words().contains("nie ma jeszcze własnej umowy"));
        let told = everybody(&town.app.store, town.community).await.unwrap();
        assert!(told >= 6, "{told} were told");
        assert_eq!(everybody(&town.app.store, town.community).await.unwrap(), 0, "nobody is told twice");
        let version = "/osiedle/agreement/versions/1";
        let me = town.get(&adam, "/osiedle/me").await;
        assert_eq!(me.attributes("#to-agree a", "href"), [version]);
        assert!(me.words().contains("Od 8 grudnia 2026 sąsiedzi będą mieć nową umowę."));
        let inbox = town.get(&adam, "/osiedle/me/notices").await;
        assert!(inbox.words().contains("Od 8 grudnia 2026 będzie obowiązywać wersja 1"));
        town.submit(&adam, version, &format!("{version}/agree"), &[]).await.expect(303);
        assert!(town.get(&adam, "/osiedle/me").await.all("#to-agree").is_empty());

        // fourteen days later
        town.clock.pass_seconds(15 * DAY);
        let (ewa, adam) = (town.comes_back(&ewa).await, town.comes_back(&adam).await);
        let holds = town.get(&visitor, HOME).await.expect(200);
        assert!(holds.words().contains("Wersja 1 obowiązuje od 8 grudnia 2026."), "{}", holds.words());
        assert!(holds.words().contains("Przy tej wersji: Ewa i inni sąsiedzi."));
        let standing = async |who| {
            let read = move |seen: &::store::Snapshot<'_>| seen.standing(who);
            town.app.store.read(town.operator(), read).await.unwrap().unwrap()
        };
        assert!(standing(ewa.member.unwrap()).await.unagreed, "even she has still to say yes");
        assert!(!standing(adam.member.unwrap()).await.unagreed);
        assert!(town.get(&ewa, HOME).await.words().contains("Czy się zgadzasz?"));
        town.submit(&ewa, HOME, &format!("{version}/agree"), &[]).await.expect(303);
        assert!(!standing(ewa.member.unwrap()).await.unagreed);

        // at the desk, read aloud, for somebody without e-mail
        assert!(standing(halina).await.unagreed);
        let irena = town.with_roles("Irena", &[Role::Desk]).await;
        let person = format!("/osiedle/desk/people/{halina}");
        let key = halina.to_string();
        let start = [("member", key.as_str()), ("reason", "umowa"), ("word", "")];
        town.submit(&irena, &person, &format!("{person}/start"), &start).await.expect(303);
        let read = town.get(&irena, HOME).await.expect(200);
        assert!(read.words().contains("Przeczytaj te zdania na głos."), "{}", read.words());
        town.submit(&irena, HOME, &format!("{version}/agree"), &[]).await.expect(303);
        assert!(!standing(halina).await.unagreed);
        let visit = town.get(&irena, "/osiedle/desk/visit").await;
        assert_eq!(visit.status.as_u16(), 200);

        // who joins now accepts what holds
        assert!(!standing(town.neighbour("Nowy").await.member.unwrap()).await.unagreed);
        assert!(town.statements(&ewa, HOME).await <= 8);
        assert!(town.statements(&ewa, &page).await <= 8);
        assert!(town.statements(&ewa, version).await <= 8);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_adopts_alone_and_no_version_undoes_another() {
    on_both(&SLICES, async |town: Town| {
        let (one, two) = (
            town.with_roles("Jadwiga", &[Role::Animator, Role::Editor]).await,
            town.with_roles("Tomasz", &[Role::Editor]).await,
        );
        let nothing = town.get(&town.visitor(), "/osiedle/api/agreement/compare").await.expect(200).json();
        assert!(nothing["comparison"].is_null(), "there is nothing to compare yet");
        // an editor's own: she may put it forward, never confirm it, whoever put it forward
        let own = proposes(&town, &one, "Rowery", "Rowery stoją w piwnicy.").await.expect(303).leads_to();
        presses(&town, &two, &own, "put-forward").await.expect(303);
        presses(&town, &one, &own, "confirm").await.expect(403);
        presses(&town, &two, &own, "confirm").await.expect(403);
        town.submit(&one, &own, &format!("{own}/refuse"), &[("reason", "Jednak nie.")]).await.expect(403);
        let withdraw = format!("{own}/withdraw");
        town.submit(&one, &own, &withdraw, &[("reason", "Piwnica jest zalana.")]).await.expect(303);
        assert!(town.get(&town.visitor(), &own).await.words().contains("Piwnica jest zalana."));
        presses(&town, &two, &own, "put-forward").await.expect(409);

        // two proposals against the same version: the second has to be written anew
        let (ewa, adam) = (town.neighbour("Ewa").await, town.neighbour("Adam").await);
        let late = proposes(&town, &adam, "Wózki", "Wózki stoją pod schodami.").await.expect(303).leads_to();
        adopted(&town, &ewa, "Cisza", "Po 22 jest cicho.").await;
        presses(&town, &two, &late, "put-forward").await.expect(409);
        let stale = town.get(&adam, &late).await.expect(200);
        assert!(stale.words().contains("W międzyczasie przyjęto inną wersję."));
        let refuse = format!("{late}/refuse");
        town.submit(&two, &late, &refuse, &[("reason", "")]).await.expect(422);
        town.submit(&two, &late, &refuse, &[("reason", "Jest już nowa wersja.")]).await.expect(303);
        let told = town.get(&adam, "/osiedle/me/notices").await;
        assert!(told.words().contains("Jest już nowa wersja."), "{}", told.words());
        let archive = town.get(&town.visitor(), "/osiedle/agreement/versions").await.expect(200);
        assert!(archive.words().contains("odrzucona: Jest już nowa wersja."));
        assert!(archive.words().contains("wycofana: Piwnica jest zalana."));

        // any two versions beside each other, as a page and for programs
        let second =
            proposes(&town, &adam, "Wózki", "Wózki stoją pod schodami.").await.expect(303).leads_to();
        presses(&town, &one, &second, "put-forward").await.expect(303);
        presses(&town, &two, &second, "confirm").await.expect(303);
        let compare = town.get(&town.visitor(), "/osiedle/agreement/compare?from=0&to=2").await.expect(200);
        assert_eq!(compare.all("ul.compared .comes").len(), 2);
        let compare = town.get(&town.visitor(), "/osiedle/api/agreement/compare?from=1&to=2").await;
        let lines = compare.expect(200).json()["comparison"].as_array().unwrap().clone();
        let added = |line: &&serde_json::Value| line["mark"] == "added";
        assert_eq!(lines.iter().filter(added).count(), 1);
        town.get(&town.visitor(), "/osiedle/agreement/compare?from=1&to=9").await.expect(404);
        town.get(&town.visitor(), "/osiedle/agreement/versions/9").await.expect(404);
        let feed = town.get(&town.visitor(), "/osiedle/agreement.atom").await.expect(200);
        assert!(feed.text().contains("Wózki"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_leaves_the_text_and_takes_their_name() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, adam) = (town.neighbour("Ewa").await, town.neighbour("Adam").await);
        let page = proposes(&town, &ewa, "Cisza po 22", "Po 22 jest cicho.").await.expect(303).leads_to();
        let fields = [("stance", "good"), ("words", "Dobrze tak."), ("named", "1")];
        town.submit(&adam, &page, &format!("{page}/remark"), &fields).await.expect(303);
        let export = town.get(&adam, "/osiedle/me/export.json").await.expect(200).text();
        assert!(export.contains("Dobrze tak."));
        for who in [&ewa, &adam] {
            let leave = "/osiedle/me/leave";
            town.submit(who, leave, leave, &[("sure", "1")]).await.expect(303);
        }
        let left = town.get(&town.visitor(), &page).await.expect(200).words();
        assert!(left.contains("Po 22 jest cicho.") && left.contains("ktoś z sąsiedztwa"));
        assert!(!left.contains("Ewa") && !left.contains("Adam") && !left.contains("Dobrze tak."));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_read_in_the_readers_language_and_on_paper() {
    let town = Town::on_sqlite(&SLICES).await;
    let ewa = town.neighbour("Ewa").await;
    let page = adopted(&town, &ewa, "Cisza po 22", "Po 22 jest cicho.").await;
    town.clock.pass_seconds(15 * DAY);
    let ewa = town.comes_back(&ewa).await;
    let original = town.get(&ewa, &format!("{HOME}?lang=uk")).await.expect(200);
    assert!(!original.all("ol.sentences[lang=pl] li").is_empty(), "the original, marked with its language");
    let read = |seen: &::store::Snapshot<'_>| store::shelf(seen, Locale::Pl);
    let shelf = town.app.store.read(town.operator(), read).await.unwrap();
    let id = shelf.in_force().unwrap().id;
    let translate = format!("/osiedle/translate/item/{id}/uk");
    let words =
        [("title", "Тиша після 22"), ("summary", "Діти встають рано."), ("body", "1. Тихо після 22.")];
    town.submit(&ewa, &translate, &translate, &words).await.expect(303);
    let translated = town.get(&ewa, &format!("{HOME}?lang=uk")).await.expect(200);
    assert_eq!(translated.all("ol.sentences li"), ["Тихо після 22."]);
    town.get(&ewa, &format!("{page}?lang=uk")).await.expect(200);

    for paper in ["/osiedle/agreement.pdf", "/osiedle/agreement/versions/1/paper.pdf?large=1"] {
        let paper = town.get(&town.visitor(), paper).await.expect(200);
        assert!(paper.body.starts_with(b"%PDF-"));
    }
    town.get(&town.visitor(), "/sasiedzi/agreement.pdf").await.expect(404);
    let actor = Actor { channel: Channel::Web, ..Actor::visitor(town.community) };
    let short = |seen: &::store::Snapshot<'_>| crate::short_links::code_of(seen, "/agreement/versions/1");
    assert!(town.app.store.read(actor, short).await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proposal_that_was_hidden_says_by_which_rule_and_a_version_stays() {
    let town = Town::on_sqlite(&SLICES).await;
    let (ewa, adam) = (town.neighbour("Ewa").await, town.neighbour("Adam").await);
    let version = adopted(&town, &ewa, "Cisza po 22", "Po 22 jest cicho.").await;
    let editor = town.with_roles("Redakcja", &[Role::Editor]).await;
    let open =
        proposes(&town, &adam, "Brzydkie słowa", "Zły sąsiad niech milczy.").await.expect(303).leads_to();
    for (at, page) in [&open, &version].into_iter().enumerate() {
        let link = town.get(&adam, page).await.attributes("a[href*='/report?item=']", "href").remove(0);
        let item = town.get(&adam, &link).await.attributes("input[name=item]", "value").remove(0);
        let report = [("reason", "hurts"), ("words", "To obraża."), ("item", item.as_str())];
        town.submit(&adam, &link, "/osiedle/report", &report).await.expect(200);
        let list =
            town.get(&editor, "/osiedle/reports").await.attributes("main a[href*='/reports/']", "href");
        let decision =
            [("decision", "hidden"), ("rule", "kind"), ("reasons", "Tak o sąsiadach nie piszemy.")];
        town.submit(&editor, &list[0], &list[0], &decision).await.expect(303);
        let seen = town.get(&town.visitor(), page).await;
        assert_eq!(seen.status.as_u16(), [410, 200][at], "what was adopted leaves by the next version alone");
        assert_eq!(seen.words().contains("szanujemy się nawzajem"), at == 0);
    }
    let home = town.get(&town.visitor(), HOME).await.expect(200);
    assert!(!home.words().contains("Brzydkie słowa") && home.words().contains("Wersja 1"));
}
