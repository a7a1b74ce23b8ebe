//! Neighbours translate a need and a message for each other.

use kernel::{Actor, ItemId, Locale};
use std::sync::LazyLock;
use support::offers::acts::{self as offers, Told};
use support::offers::model::{Chosen, ForWhom, Hours, Kind, Side, WhoMayCome};
use testkit::{Somebody, Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [support::SLICES, commons::SLICES, people::SLICES, &[&jobs::SLICE]].concat());

fn me(town: &Town, who: &Somebody) -> Actor {
    Actor::member(town.community, who.member.unwrap())
}

/// A need written in Ukrainian.
async fn need(town: &Town, who: &Somebody) -> ItemId {
    let chosen = Chosen {
        side: Side::Need,
        kind: Kind::Thing,
        hours: Hours::Any,
        for_whom: ForWhom::Anyone,
        who_may_come: WhoMayCome::Anyone,
        area: String::new(),
        desk_only: false,
        places: 1,
        first_come: false,
        until: town.app.store.now().day().plus(10),
    };
    let text = "Для дворічної дитини.".to_owned();
    let told = Told { chosen, lang: Locale::Uk, title: "Потрібна коляска".to_owned(), text };
    town.app.store.write(me(town, who), move |tx| offers::post(tx, &told, None)).await.unwrap()
}

async fn translates(town: &Town, who: &Somebody, pair: &str, named: bool) {
    let named = if named { &[("named", "1")][..] } else { &[] };
    let fields: Vec<_> = [("pairs", pair)].into_iter().chain(named.iter().copied()).collect();
    town.submit(who, "/osiedle/translate", "/osiedle/translate/settings", &fields).await.expect(303);
}

async fn ask(town: &Town, who: &Somebody, need: ItemId) {
    let (item, page) = (need.to_string(), format!("/osiedle/translate/ask?item={need}&to=pl"));
    let fields = [("item", item.as_str()), ("to", "pl"), ("who", "anybody")];
    town.submit(who, &page, "/osiedle/translate/ask", &fields).await.expect(303);
}

async fn take(town: &Town, who: &Somebody) -> Option<String> {
    let queue = town.get(who, "/osiedle/translate").await.expect(200);
    queue.attributes("form", "action").into_iter().find(|action| action.ends_with("/take"))
}

async fn inbox(town: &Town, who: &Somebody) -> String {
    town.get(who, "/osiedle/me/notices").await.expect(200).words()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_is_asked_for_taken_once_written_and_read_over() {
    on_both(&SLICES, async |town: Town| {
        let (olha, adam) = (town.neighbour("Olha").await, town.neighbour("Adam").await);
        let (oksana, petro) = (town.neighbour("Oksana").await, town.neighbour("Petro").await);
        translates(&town, &oksana, "uk-pl", true).await;
        translates(&town, &petro, "uk-pl", false).await;
        let need = need(&town, &olha).await;
        let page = format!("/osiedle/offers/{need}");
        assert!(town.get(&adam, &page).await.words().contains("Poproś sąsiada o przetłumaczenie"));
        ask(&town, &adam, need).await;
        ask(&town, &town.neighbour("Jan").await, need).await; // one request, two who are told
        assert!(inbox(&town, &oksana).await.contains("українська → polski"));

        let form = take(&town, &oksana).await.unwrap();
        assert_eq!(take(&town, &petro).await.as_deref(), Some(form.as_str()));
        let hidden = town.hidden(&petro, "/osiedle/translate").await;
        let write = town.submit(&oksana, "/osiedle/translate", &form, &[]).await.expect(303).leads_to();
        town.post(&petro, &form, &hidden, &[]).await.expect(409);
        assert_eq!(take(&town, &petro).await, None);
        let wrong = town.submit(&oksana, &write, &write, &[("body", "Dla dwulatka.")]).await.expect(422);
        assert!(wrong.text().contains("Dla dwulatka."), "what was typed is kept");
        let fields = [("title", "Potrzebny wózek"), ("body", "Dla dwuletniego dziecka.")];
        town.submit(&oksana, &write, &write, &fields).await.expect(303);
        assert!(inbox(&town, &adam).await.contains("Tłumaczenie jest gotowe"));
        let shown = town.get(&adam, &page).await.words();
        assert!(
            shown.contains("Potrzebny wózek") && shown.contains("Tłumaczenie sąsiedzkie: Oksana"),
            "{shown}"
        );
        assert!(town.get(&town.visitor(), "/osiedle/needs").await.words().contains("Potrzebny wózek"));
        assert!(town.get(&town.visitor(), "/osiedle/search?q=wozek").await.words().contains("wózek"));

        let check = format!("/osiedle/translate/check/{need}/pl");
        town.get(&oksana, &check).await.expect(409); // never one's own
        town.submit(&petro, &check, &check, &[]).await.expect(303);
        assert!(town.get(&adam, &page).await.words().contains("sprawdzone"));

        let edit = format!("{page}/edit");
        let version = town.get(&olha, &edit).await.attributes("input[name=version]", "value").remove(0);
        let fields =
            [("side", "need"), ("title", "Потрібна коляска й санки"), ("lang", "uk"), ("kind", "thing")];
        let fields: Vec<_> = fields.into_iter().chain([("version", version.as_str())]).collect();
        town.submit(&olha, &edit, &edit, &fields).await.expect(303);
        assert!(town.get(&adam, &page).await.words().contains("Oryginał zmienił się później"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_seen_by_whom_the_asker_allows() {
    on_both(&SLICES, async |town: Town| {
        let (olha, adam) = (town.neighbour("Olha").await, town.neighbour("Adam").await);
        let (oksana, petro) = (town.neighbour("Oksana").await, town.neighbour("Petro").await);
        translates(&town, &oksana, "pl-uk", true).await;
        translates(&town, &petro, "pl-uk", true).await;
        let need = need(&town, &olha).await;
        let words = "Mam wózek po siostrze, klatka druga.";
        let answer = town
            .app
            .store
            .write(me(&town, &adam), move |tx| offers::answer(tx, need, Locale::Pl, words))
            .await
            .unwrap();
        let thread = format!("/osiedle/answers/{answer}");
        let link = town.get(&olha, &format!("{thread}?lang=uk")).await.attributes("main a", "href");
        let link = link.into_iter().find(|link| link.contains("/translate?message=")).unwrap();
        let message = link.rsplit('=').next().unwrap().to_owned();
        town.get(&petro, &link).await.expect(403); // not one of the two
        let send = format!("{thread}/translate");
        let nobody = [("message", message.as_str()), ("to", "uk")];
        town.submit(&olha, &link, &send, &nobody).await.expect(422); // who may see it is hers to say
        let oksanas = oksana.member.unwrap().to_string();
        let chosen = [("message", message.as_str()), ("to", "uk"), ("who", oksanas.as_str())];
        town.submit(&olha, &link, &send, &chosen).await.expect(303);

        assert_eq!(take(&town, &petro).await, None, "only whom she chose");
        let queue = town.get(&oksana, "/osiedle/translate").await.expect(200).words();
        assert!(queue.contains("Prywatna wiadomość") && !queue.contains("siostrze"), "{queue}");
        let form = take(&town, &oksana).await.unwrap();
        let hidden = town.hidden(&petro, "/osiedle/translate").await;
        town.post(&petro, &form, &hidden, &[]).await.expect(404);
        let write = town.submit(&oksana, "/osiedle/translate", &form, &[]).await.expect(303).leads_to();
        let page = town.get(&oksana, &write).await.expect(200).words();
        assert!(page.contains("siostrze") && !page.contains("Olha") && !page.contains("Adam"), "{page}");
        let done = [("words", "Маю коляску від сестри, другий під'їзд.")];
        town.submit(&oksana, &write, &write, &done).await.expect(303);
        town.get(&oksana, &write).await.expect(403);
        assert!(town.get(&olha, &thread).await.words().contains("від сестри"));
        let rows = town
            .app
            .store
            .read(town.operator(), move |seen| commons::translating::store::of_thread(seen, answer.0));
        assert_eq!(rows.await.unwrap().len(), 1);

        let leave = [("sure", "1")];
        town.submit(&adam, "/osiedle/me/leave", "/osiedle/me/leave", &leave).await.expect(303);
        let rows = town
            .app
            .store
            .read(town.operator(), move |seen| commons::translating::store::of_thread(seen, answer.0));
        assert!(rows.await.unwrap().is_empty(), "the copy and its translation go with the one who wrote it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_come_at_once_one_has_it() {
    on_both(&SLICES, async |town: Town| {
        let (olha, adam) = (town.neighbour("Olha").await, town.neighbour("Adam").await);
        let need = need(&town, &olha).await;
        let translator = town.neighbour("Hanna").await;
        translates(&town, &translator, "uk-pl", false).await;
        let mut translators = Vec::new();
        for name in ["Oksana", "Petro", "Iwan"] {
            let somebody = town.neighbour(name).await;
            translates(&town, &somebody, "uk-pl", false).await;
            translators.push(me(&town, &somebody));
        }
        ask(&town, &adam, need).await;
        let id = town
            .app
            .store
            .write(me(&town, &adam), move |tx| commons::translating::acts::ask(tx, need, Locale::Pl, None))
            .await
            .unwrap();
        let takes = translators.into_iter().map(|actor| {
            let store = town.app.store.clone();
            tokio::spawn(async move {
                store
                    .write(actor, move |tx| commons::translating::acts::take(tx, id).map(|_| ()))
                    .await
                    .is_ok()
            })
        });
        let takes: Vec<_> = takes.collect();
        let mut won = 0;
        for take in takes {
            won += usize::from(take.await.unwrap());
        }
        assert_eq!(won, 1);

        town.clock.pass_seconds(4 * 86_400);
        let tidied = commons::translating::acts::tidy(&town.app.store, town.community).await.unwrap();
        assert_eq!(tidied, (1, 0), "what lies too long goes back to the others");
        town.clock.pass_seconds(60 * 86_400);
        let petro = me(&town, &translator);
        town.app
            .store
            .write(petro, move |tx| commons::translating::acts::take(tx, id).map(|_| ()))
            .await
            .unwrap();
        let tidied = commons::translating::acts::tidy(&town.app.store, town.community).await.unwrap();
        assert_eq!(tidied, (0, 0), "somebody is writing it");
        town.app.store.write(petro, move |tx| commons::translating::acts::give_back(tx, id)).await.unwrap();
        let tidied = commons::translating::acts::tidy(&town.app.store, town.community).await.unwrap();
        assert_eq!(tidied, (0, 1), "what nobody takes is let go");
        let adam = town.comes_back(&adam).await;
        assert!(inbox(&town, &adam).await.contains("Nikt nie wziął"));
    })
    .await;
}

async fn blocks(town: &Town, who: &Somebody, other: &Somebody) {
    let ask = format!("/osiedle/me/blocks/{}", other.member.unwrap());
    town.submit(who, &ask, &ask, &[]).await.expect(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_kept_apart_meets_a_need_neither_as_translator_nor_in_search_nor_by_program() {
    on_both(&SLICES, async |town: Town| {
        let (olha, petro) = (town.neighbour("Olha").await, town.neighbour("Petro").await);
        let (adam, oksana) = (town.neighbour("Adam").await, town.neighbour("Oksana").await);
        translates(&town, &petro, "uk-pl", true).await;
        translates(&town, &oksana, "uk-pl", true).await;
        let need = need(&town, &olha).await;
        blocks(&town, &olha, &petro).await;
        ask(&town, &adam, need).await;
        assert_eq!(take(&town, &petro).await, None);
        for page in [format!("item/{need}/pl"), format!("ask?item={need}&to=pl")] {
            town.get(&petro, &format!("/osiedle/translate/{page}")).await.expect(404);
        }
        let words = [("title", "Potrzebny wózek"), ("body", "Dla dziecka.")];
        let hidden = town.hidden(&petro, "/osiedle/translate").await;
        town.post(&petro, &format!("/osiedle/translate/item/{need}/pl"), &hidden, &words).await.expect(404);
        let named = town.get(&adam, &format!("/osiedle/translate/ask?item={need}&to=pl")).await.words();
        assert!(named.contains("Oksana") && !named.contains("Petro"), "{named}");

        let form = take(&town, &oksana).await.unwrap();
        let write = town.submit(&oksana, "/osiedle/translate", &form, &[]).await.expect(303).leads_to();
        town.submit(&oksana, &write, &write, &words).await.expect(303);
        town.get(&petro, &format!("/osiedle/translate/check/{need}/pl")).await.expect(404);
        assert!(!town.get(&petro, "/osiedle/translate").await.words().contains("wózek"), "none to read over");
        let search = "/osiedle/search?q=wozek";
        assert!(!town.get(&petro, search).await.expect(200).text().contains("Potrzebny"));
        for who in [&adam, &town.visitor()] {
            assert!(town.get(who, search).await.expect(200).text().contains("Potrzebny"));
        }
        let (of, to) = (me(&town, &petro), me(&town, &adam));
        let words = async |actor| {
            let read = move |seen: &store::Snapshot<'_>| commons::items::texts(seen, need);
            town.app.store.read(actor, read).await.unwrap().len()
        };
        assert_eq!((words(of).await, words(to).await), (0, 2), "no page and no program shows its words");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_never_read_by_whom_its_writer_or_its_reader_is_kept_apart_from() {
    on_both(&SLICES, async |town: Town| {
        let (olha, adam) = (town.neighbour("Olha").await, town.neighbour("Adam").await);
        let mut translators = Vec::new();
        for name in ["Oksana", "Petro", "Iwan"] {
            let one = town.neighbour(name).await;
            translates(&town, &one, "pl-uk", true).await;
            translators.push(one);
        }
        let [oksana, petro, iwan] = translators.try_into().ok().unwrap();
        blocks(&town, &adam, &petro).await; // the writer, of the translator
        blocks(&town, &iwan, &olha).await; // a translator, of the reader
        let need = need(&town, &olha).await;
        let words = "Mam wózek po siostrze, klatka druga.";
        let answer = town
            .app
            .store
            .write(me(&town, &adam), move |tx| offers::answer(tx, need, Locale::Pl, words))
            .await
            .unwrap();
        let thread = format!("/osiedle/answers/{answer}");
        let links = town.get(&olha, &format!("{thread}?lang=uk")).await.attributes("main a", "href");
        let link = links.into_iter().find(|link| link.contains("/translate?message=")).unwrap();
        let page = town.get(&olha, &format!("{link}&lang=uk")).await.words();
        assert!(page.contains("Oksana") && !page.contains("Petro") && !page.contains("Iwan"), "{page}");
        let message = link.rsplit('=').next().unwrap().to_owned();
        let anybody = [("message", message.as_str()), ("to", "uk"), ("who", "anybody")];
        town.submit(&olha, &link, &format!("{thread}/translate"), &anybody).await.expect(303);

        let form = take(&town, &oksana).await.unwrap();
        for apart in [&petro, &iwan] {
            assert_eq!(take(&town, apart).await, None);
            assert!(!inbox(&town, apart).await.contains("українська"), "and is not called to it");
            let hidden = town.hidden(apart, "/osiedle/translate").await;
            town.post(apart, &form, &hidden, &[]).await.expect(404);
        }
        let write = town.submit(&oksana, "/osiedle/translate", &form, &[]).await.expect(303).leads_to();
        blocks(&town, &oksana, &adam).await;
        town.get(&oksana, &write).await.expect(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_translation_is_not_replaced_unseen_nor_by_anybody() {
    on_both(&SLICES, async |town: Town| {
        let olha = town.neighbour("Olha").await;
        let (oksana, petro, iwan) =
            (town.neighbour("Oksana").await, town.neighbour("Petro").await, town.neighbour("Iwan").await);
        let editor = town.with_roles("Redakcja", &[kernel::Role::Editor]).await;
        let need = need(&town, &olha).await;
        let write = format!("/osiedle/translate/item/{need}/pl");
        let beside = async |who: &Somebody| {
            town.get(who, &write).await.expect(200).attributes("input[name=beside]", "value").remove(0)
        };
        let send = async |who: &Somebody, beside: &str, title: &str| {
            let hidden = town.hidden(who, "/osiedle/translate").await;
            let fields = [("title", title), ("body", "Dla dziecka."), ("beside", beside)];
            town.post(who, &write, &hidden, &fields).await
        };
        // two write at once: the second sees both
        let (one, two) = (beside(&oksana).await, beside(&petro).await);
        send(&oksana, &one, "Potrzebny wózek").await.expect(303);
        let both = send(&petro, &two, "Szukam wózka").await.expect(409).words();
        assert!(both.contains("Potrzebny wózek") && both.contains("Szukam wózka"), "{both}");
        // what was read over is its author's, the owner's and the editors'
        let check = format!("/osiedle/translate/check/{need}/pl");
        town.submit(&petro, &check, &check, &[]).await.expect(303);
        assert!(town.get(&iwan, &write).await.expect(403).words().contains("sprawdził"));
        send(&iwan, "", "Inaczej").await.expect(403);
        let before = town.get(&editor, &write).await.expect(200).attributes("#title", "value");
        assert_eq!(before, ["Potrzebny wózek"], "it begins with what is there");
        send(&olha, &beside(&olha).await, "Wózek potrzebny").await.expect(303);
        send(&iwan, "", "Inaczej").await.expect(403);
        // the original changes while somebody writes
        let seen = beside(&editor).await;
        let edit = format!("/osiedle/offers/{need}/edit");
        let version = town.get(&olha, &edit).await.attributes("input[name=version]", "value").remove(0);
        let fields = [("side", "need"), ("title", "Потрібні санки"), ("lang", "uk"), ("kind", "thing")];
        let fields: Vec<_> = fields.into_iter().chain([("version", version.as_str())]).collect();
        town.submit(&olha, &edit, &edit, &fields).await.expect(303);
        send(&editor, &seen, "Wózek").await.expect(409);
        send(&iwan, &beside(&iwan).await, "Potrzebne sanki").await.expect(303); // out of date: anybody may
    })
    .await;
}
