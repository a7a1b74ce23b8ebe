//! What must hold of places, told through the server as browsers and programs use it.

use kernel::Role;
use std::sync::LazyLock;
use testkit::{Chosen, Town, on_both};
use web::Slice;

static SLICES: LazyLock<Vec<&'static Slice>> =
    LazyLock::new(|| [belonging::SLICES, commons::SLICES, people::SLICES].concat());

const ADD: &str = "/osiedle/places/add";
const PLACE: &[(&str, &str)] = &[
    ("lang", "pl"),
    ("title", "Ławka pod kasztanem"),
    ("summary", "Zrobiona razem w maju."),
    ("body", "Deski dał stolarz. **Każdy** może siadać."),
    ("kind", "made_together"),
    ("status", "cared_for"),
    ("address", "os. Willowe 5"),
    ("access", "Bez progu."),
    ("shape", "50.0720 20.0370"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_neighbour_adds_a_place_and_everybody_finds_it() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, visitor) = (town.neighbour("Ewa").await, town.visitor());
        town.submit(&town.newcomer("Nowa").await, "/osiedle/me", ADD, PLACE).await.expect(403);
        let made = town.submit(&ewa, ADD, ADD, PLACE).await.expect(303).leads_to();
        assert_eq!(made, "/osiedle/places/lawka-pod-kasztanem", "an address one can say aloud");

        let page = town.get(&visitor, &made).await.expect(200);
        let words = page.words();
        for shown in ["Zrobiona razem w maju.", "os. Willowe 5", "Bez progu.", "Każdy"] {
            assert!(words.contains(shown), "{shown}: {words}");
        }
        let list = town.get(&visitor, "/osiedle/places").await.expect(200);
        assert!(list.words().contains("Ławka pod kasztanem"));
        for query in ["lawka", "ławki", "KASZTAN", "kasztany"] {
            let found = town.get(&visitor, &format!("/osiedle/search?q={}", encoded(query))).await;
            assert!(found.words().contains("Ławka pod kasztanem"), "{query}");
        }
        let json = town.get(&visitor, "/osiedle/api/places").await.expect(200).json();
        assert_eq!(json["places"][0]["title"], "Ławka pod kasztanem");
        let shapes = town.get(&visitor, "/osiedle/places.geojson").await.expect(200).json();
        assert_eq!(shapes["features"][0]["geometry"]["coordinates"], serde_json::json!([20.037, 50.072]));
        assert!(town.statements(&visitor, &made).await <= 8);
        assert!(town.statements(&visitor, "/osiedle/places").await <= 8);
    })
    .await;
}

fn encoded(words: &str) -> String {
    words.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn marks_of_the_map_and_rows_of_the_list_are_the_same_places_in_the_same_order() {
    on_both(&SLICES, async |town: Town| {
        let ewa = town.neighbour("Ewa").await;
        let shapes = ["50.0720 20.0370", "", "50.0721 20.0371\n50.0725 20.0380", "50.0730 20.0360"];
        for (at, shape) in shapes.into_iter().enumerate() {
            let title = format!("{} miejsce", ["Żółte", "Czarne", "Łagodne", "Ciche"][at]);
            let fields: Vec<_> = PLACE
                .iter()
                .map(|(name, value)| match *name {
                    "title" => (*name, title.as_str()),
                    "shape" => (*name, shape),
                    _ => (*name, *value),
                })
                .collect();
            town.submit(&ewa, ADD, ADD, &fields).await.expect(303);
        }
        let list = town.get(&town.visitor(), "/osiedle/places").await.expect(200);
        let titles = list.all("ol.numbered > li h2 a");
        let in_polish = ["Ciche miejsce", "Czarne miejsce", "Łagodne miejsce", "Żółte miejsce"];
        assert_eq!(titles, in_polish, "the order of the Polish alphabet");
        let marks: Vec<(String, String)> = list
            .attributes("svg a.mark", "data-number")
            .into_iter()
            .zip(list.attributes("svg a.mark", "aria-label"))
            .collect();
        assert_eq!(marks.len(), 3, "what has no shape stands in the list alone");
        for (number, name) in marks {
            let row: usize = number.parse().unwrap();
            assert!(name.contains(&titles[row - 1]), "mark {number} is {name}, row {}", titles[row - 1]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_author_changes_it_and_nothing_typed_is_lost_when_two_do() {
    on_both(&SLICES, async |town: Town| {
        let (ewa, adam) = (town.neighbour("Ewa").await, town.neighbour("Adam").await);
        let editor = town.with_roles("Redakcja", &[Role::Editor]).await;
        let made = town.submit(&ewa, ADD, ADD, PLACE).await.expect(303).leads_to();
        let edit = format!("{made}/edit");
        town.get(&adam, &edit).await.expect(403);
        let version = town.get(&ewa, &edit).await.attributes("input[name=version]", "value").pop().unwrap();
        let changed = |body: &'static str| {
            let mut fields = PLACE.to_vec();
            fields.retain(|(name, _)| *name != "body");
            fields.push(("body", body));
            fields
        };
        let first = [changed("Nowe deski."), vec![("version", version.as_str())]].concat();
        town.submit(&ewa, &edit, &edit, &first).await.expect(303);
        let second = [changed("Stare słowa redakcji."), vec![("version", version.as_str())]].concat();
        let both = town.submit(&editor, &edit, &edit, &second).await.expect(409);
        assert!(both.words().contains("Nowe deski.") && both.words().contains("Stare słowa redakcji."));

        let translate = format!("{made}/translate/uk");
        let words = [("lang", "uk"), ("title", "Лава під каштаном"), ("body", "Кожен може сісти.")];
        town.submit(&adam, &translate, &translate, &words).await.expect(303);
        let page = town.get(&town.visitor(), &format!("{made}?lang=uk")).await.expect(200);
        assert!(page.words().contains("Лава під каштаном"));
        assert!(town.get(&town.visitor(), &format!("{made}?lang=en")).await.words().contains("Nowe deski."));

        town.submit(&ewa, &format!("{made}/withdraw"), &format!("{made}/withdraw"), &[]).await.expect(303);
        assert!(!town.get(&town.visitor(), &made).await.expect(410).words().contains("deski"));
        assert!(!town.get(&town.visitor(), "/osiedle/search?q=lawka").await.words().contains("Ławka"));
        town.submit(&editor, &made, &format!("{made}/put-back"), &[]).await.expect(303);
        town.get(&town.visitor(), &made).await.expect(200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_has_photos_with_words_and_nobody_else_changes_them() {
    crate::stories::with_decoder();
    let town = Town::on_sqlite(&SLICES).await;
    let (ewa, adam) = (town.neighbour("Ewa").await, town.neighbour("Adam").await);
    let made = town.submit(&ewa, ADD, ADD, PLACE).await.expect(303).leads_to();
    let album = format!("{made}/pictures");
    town.get(&adam, &album).await.expect(403);
    let photo = crate::stories::photograph();
    let file = Chosen { field: "picture", name: "lawka.jpg", bytes: &photo };
    let without_words = town.upload(&ewa, &album, &[("credit", "Ewa")], Some(file)).await.expect(422);
    assert!(without_words.text().contains("Ewa"), "what was typed is kept");
    town.upload(&ewa, &album, &[("alt", "Ławka, obok donica"), ("credit", "Ewa")], Some(file))
        .await
        .expect(303);
    let page = town.get(&town.visitor(), &made).await.expect(200);
    assert_eq!(page.attributes("figure.picture img", "alt"), ["Ławka, obok donica"]);
    let source = page.attributes("figure.picture img", "src").pop().unwrap();
    let bytes = town.get(&town.visitor(), &source).await.expect(200).body;
    assert!(!bytes.windows(3).any(|part| part == b"GPS"), "no position is served");

    let id = town.get(&ewa, &album).await.attributes("input[name=id]", "value").pop().unwrap();
    let other = [("id", id.as_str()), ("alt", "Ławka w maju"), ("credit", "")];
    town.submit(&ewa, &album, &album, &other).await.expect(303);
    assert!(town.get(&town.visitor(), &made).await.text().contains("Ławka w maju"));
    town.submit(&ewa, &album, &album, &[("id", &id), ("remove", "1")]).await.expect(303);
    assert!(town.get(&town.visitor(), &made).await.all("figure.picture").is_empty());
    town.get(&town.visitor(), &source).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_shapes_are_told_with_what_to_do_and_kept_as_typed() {
    let town = Town::on_sqlite(&SLICES).await;
    let ewa = town.neighbour("Ewa").await;
    for shape in ["gdzieś tu", "91.0 20.0", "50.07", "50.07 20.03 50.08", "NaN NaN", "1e999 2"] {
        let mut fields = PLACE.to_vec();
        fields.retain(|(name, _)| *name != "shape");
        fields.push(("shape", shape));
        let answer = town.submit(&ewa, ADD, ADD, &fields).await.expect(422);
        assert!(answer.text().contains("Ławka pod kasztanem"), "{shape}: what was typed is kept");
        assert!(!answer.all(".error").is_empty(), "{shape}: it is said what is wrong");
    }
}
